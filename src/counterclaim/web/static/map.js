// The map: areas of incidents, clusters where they crowd, settlements and a grid of degrees under them, days on a slider.
const frame = document.querySelector("[data-map]");
const asked = fetch(frame.dataset.source);
const L = await import(`/static/${frame.dataset.version}/leaflet/leaflet-src.esm.js`);
const SIGNS = { violence: "●", coercion: "■", peace: "◇", other: "○" };
const CELL = 56; // pixels within which incidents are shown as one
const DAY = 86400000;
const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const on = (day) => words.format(day * DAY);

const answer = await asked;
if (!answer.ok) throw new Error(`the map could not be loaded: ${answer.status}`);
const told = await answer.json();
const { columns } = told;
const items = columns.id.map((id, n) => ({
  id, lat: columns.lat[n], lon: columns.lon[n], first: columns.first[n], last: columns.last[n] ?? columns.first[n], disputed: columns.disputed[n],
  kind: columns.kind[n], place: columns.place[n], family: told.families[columns.kind[n]],
  precision: told.precisions[columns.precision[n]] ?? null, km: told.km[columns.precision[n]] ?? told.untold_km,
}));
const named = new Map(items.map((item) => [item.id, item]));
const title = ({ kind, place, first }) => {
  const plain = told.kinds[kind].replaceAll("_", " ");
  return [plain[0].toUpperCase() + plain.slice(1), told.places[place], first === null ? null : on(first)].filter(Boolean).join(", ");
};
const sketches = document.querySelector("[data-sketches]");
if (items.length) {
  frame.hidden = false;
  sketches.hidden = true;
}

const map = L.map(frame.querySelector(".map"), { attributionControl: false, zoomControl: false, worldCopyJump: true, minZoom: 2, maxZoom: 12, zoomSnap: 0.5 });
L.control.zoom({ position: "topright" }).addTo(map);
map.createPane("ground").style.zIndex = 300; // under areas and points: what is known of the ground never covers what is claimed
const layers = Object.fromEntries(["grid", "towns", "areas", "points"].map((name) => [name, L.layerGroup().addTo(map)]));
const bounds = L.latLngBounds(items.map((item) => [item.lat, item.lon]));
for (const item of items.slice(0, 1000)) bounds.extend(L.latLng(item.lat, item.lon).toBounds(2000 * item.km));
if (items.length) map.fitBounds(bounds.pad(0.1), { maxZoom: 9, animate: false });

const dated = items.filter((item) => item.first !== null);
const first = dated.reduce((least, item) => Math.min(least, item.first), Infinity);
const last = dated.reduce((most, item) => Math.max(most, item.last), -Infinity);
const from = frame.querySelector("[data-from]"), to = frame.querySelector("[data-to]"), shownDays = frame.querySelector("[data-days]");
const days = dated.length ? last - first : 0;
for (const slider of [from, to]) { slider.max = days; slider.disabled = days === 0; }
from.value = 0; to.value = days;

const among = () => {
  const begin = first + Number(from.value), end = first + Number(to.value);
  const all = Number(from.value) === 0 && Number(to.value) === days;
  return items.filter((item) => (item.first === null ? all : item.last >= begin && item.first <= end));
};

const popup = (group) => {
  const list = document.createElement("ul");
  list.className = "plainlist";
  for (const item of group.slice(0, 12)) {
    const line = document.createElement("li"), link = document.createElement("a");
    link.href = `/incidents/${encodeURIComponent(item.id)}`;
    link.textContent = title(item);
    line.append(link, ` ${item.disputed ? "≠ disputed" : ""} (${item.precision ?? "precision unknown"})`);
    list.append(line);
  }
  if (group.length > 12) list.append(`and ${group.length - 12} more`);
  return list;
};

// Incidents of one place together, then places by what is within CELL of the first of each group, so that no two groups lie nearer than that.
// Neighbours are looked for square by square; there are far fewer places than incidents.
const together = (shown) => {
  const places = new Map(), squares = new Map(), groups = [];
  for (const item of shown) {
    const at = `${item.lat}/${item.lon}`, place = places.get(at);
    place ? place.push(item) : places.set(at, [item]);
  }
  for (const items of places.values()) {
    const spot = map.project([items[0].lat, items[0].lon]), x = Math.floor(spot.x / CELL), y = Math.floor(spot.y / CELL);
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => squares.get(`${x + dx}/${y + dy}`) ?? [])).find((one) => one.spot.distanceTo(spot) < CELL);
    if (near) { for (const item of items) near.items.push(item); continue; }
    const fresh = { spot, items };
    groups.push(fresh);
    const key = `${x}/${y}`;
    squares.has(key) ? squares.get(key).push(fresh) : squares.set(key, [fresh]);
  }
  return groups.map((group) => group.items);
};

const draw = () => {
  layers.areas.clearLayers();
  layers.points.clearLayers();
  const shown = among(), view = map.getBounds().pad(0.2);
  const south = view.getSouth(), west = view.getWest(), north = view.getNorth(), east = view.getEast();
  for (const group of together(shown.filter(({ lat, lon }) => lat >= south && lat <= north && lon >= west && lon <= east))) {
    const areas = new Map(group.map((item) => [`${item.lat}/${item.lon}/${item.precision}`, item]));
    if (areas.size <= 12) for (const item of areas.values()) {
      L.circle([item.lat, item.lon], { radius: item.km * 1000, interactive: false, className: `map-reach${item.precision === "settlement" ? "" : " wide"}`, weight: 1 }).addTo(layers.areas);
    }
    const kinds = new Map();
    for (const item of group) kinds.set(item.family, (kinds.get(item.family) ?? 0) + 1);
    const family = [...kinds].sort((a, b) => b[1] - a[1])[0][0];
    const size = group.length > 1 ? Math.min(30 + 6 * Math.log2(group.length), 64) : 26;
    const label = group.length > 1 ? `${group.length} incidents, most of ${family}` : title(group[0]);
    const icon = L.divIcon({ className: group.length > 1 ? "map-cluster" : "map-point", iconSize: [size, size], html: `<span>${SIGNS[family]}${group.length > 1 ? ` ${group.length}` : ""}</span>` });
    const marker = L.marker([group[0].lat, group[0].lon], { icon, title: label, alt: label, keyboard: true }).bindPopup(() => popup(group)).addTo(layers.points);
    const element = marker.getElement();
    element.setAttribute("aria-label", label);
    element.setAttribute("role", "button");
  }
  const seen = new Set(shown.map((item) => item.id));
  for (const row of document.querySelectorAll("tr[data-incident]")) row.hidden = named.has(row.dataset.incident) && !seen.has(row.dataset.incident);
  shownDays.textContent = days ? `${on(first + Number(from.value))} to ${on(first + Number(to.value))}: ${shown.length} of ${items.length} incidents` : `${items.length} incidents`;
  if (told.total > items.length) shownDays.textContent += `, the latest of ${told.total}`;
  if (frame.dataset.total > told.total) shownDays.textContent += `; ${frame.dataset.total - told.total} of unknown place are not drawn`;
};

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30];
const around = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180; // the map may be turned further than once around the world
const ground = () => {
  layers.grid.clearLayers();
  const view = map.getBounds(), step = STEPS.find((one) => (view.getEast() - view.getWest()) / one <= 8) ?? 30;
  const line = (ends, words, at) => {
    L.polyline(ends, { className: "map-line", pane: "ground", interactive: false, weight: 1 }).addTo(layers.grid);
    L.marker(at, { icon: L.divIcon({ className: "map-town degrees", iconSize: null, html: "" }), interactive: false, keyboard: false, pane: "ground" }).addTo(layers.grid).getElement().textContent = words;
  };
  for (let lon = Math.ceil(view.getWest() / step) * step; lon <= view.getEast(); lon += step)
    line([[-85, lon], [85, lon]], `${Math.abs(around(lon)).toFixed(step < 1 ? 1 : 0)}° ${around(lon) < 0 ? "W" : "E"}`, [view.getNorth(), lon]);
  for (let lat = Math.ceil(Math.max(view.getSouth(), -85) / step) * step; lat <= Math.min(view.getNorth(), 85); lat += step)
    line([[lat, -360], [lat, 360]], `${Math.abs(lat).toFixed(step < 1 ? 1 : 0)}° ${lat < 0 ? "S" : "N"}`, [lat, view.getWest()]);
};
const towns = async () => {
  const view = map.getBounds();
  const box = new URLSearchParams({ south: Math.max(view.getSouth(), -90), west: Math.max(view.getWest(), -180), north: Math.min(view.getNorth(), 90), east: Math.min(view.getEast(), 180) });
  const found = await fetch(`/api/v1/settlements?${box}`);
  if (!found.ok) return;
  layers.towns.clearLayers();
  const taken = [], edge = map.getSize().x - 60;
  const marks = layers.points.getLayers().map((marker) => ({ ...map.latLngToContainerPoint(marker.getLatLng()), reach: marker.getIcon().options.iconSize[0] / 2 }));
  for (const town of (await found.json()).items) {
    const spot = map.latLngToContainerPoint([town.lat, town.lon]);
    if (taken.some((other) => Math.abs(other.x - spot.x) < 90 && Math.abs(other.y - spot.y) < 22)) continue;
    if (spot.x < 44 || spot.x > edge) continue; // it would stand on the degrees, or be cut off
    if (marks.some(({ x, y, reach }) => x + reach > spot.x + 14 && x - reach < spot.x + 80 && Math.abs(y - spot.y) < reach + 7)) continue; // one would cover the name
    taken.push(spot);
    const marker = L.marker([town.lat, town.lon], { icon: L.divIcon({ className: "map-town", iconSize: null, html: "" }), interactive: false, keyboard: false, pane: "ground" }).addTo(layers.towns);
    marker.getElement().textContent = town.name;
  }
};
// Tens of thousands of points: on a canvas, and after all else.
const coast = async () => {
  const found = await fetch(frame.dataset.coast);
  if (!found.ok) return;
  const lines = (await found.json()).lines.map((steps) => {
    let lat = 0, lon = 0;
    const points = [];
    for (let n = 0; n < steps.length; n += 2) points.push([(lat += steps[n]) / 100, (lon += steps[n + 1]) / 100]);
    return points;
  });
  const color = getComputedStyle(frame).getPropertyValue("--faint");
  L.polyline(lines, { renderer: L.canvas({ pane: "ground" }), interactive: false, weight: 1, opacity: 0.8, color }).addTo(map);
  frame.dataset.coast = "drawn";
};
if (items.length) {
  if (frame.dataset.borders) {
    const borders = await fetch(frame.dataset.borders);
    if (borders.ok) L.geoJSON(await borders.json(), { interactive: false, style: { className: "map-border", weight: 1.5 } }).addTo(map);
  }
  for (const slider of [from, to]) slider.addEventListener("input", () => {
    if (Number(from.value) > Number(to.value)) (slider === from ? to : from).value = slider.value;
    draw();
  });
  let reading = false; // the map moves to make room for a list that is opened: what it hangs on stays while it is read
  map.on("popupopen", () => { reading = true; });
  map.on("popupclose", () => { reading = false; });
  map.on("moveend", () => { if (!reading) draw(); ground(); towns(); });
  draw();
  ground();
  await towns();
  frame.dataset.ready = "true";
  if (frame.dataset.coast) await coast();
}
