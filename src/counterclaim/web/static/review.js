// Keys of the queue. They act on the claim that has the focus; "?" turns them off and on.
const claims = [...document.querySelectorAll("[data-claim]")];
let on = true;
const here = () => Math.max(0, claims.findIndex((claim) => claim.contains(document.activeElement)));
const go = (to) => claims[Math.min(Math.max(to, 0), claims.length - 1)]?.focus();
const act = (name) => claims[here()]?.querySelector(`button[data-act=${name}]`)?.click();
const keys = {
  j: () => go(claims.some((claim) => claim.contains(document.activeElement)) ? here() + 1 : 0),
  k: () => go(here() - 1),
  c: () => act("confirm"),
  x: () => act("reject"),
  e: () => {
    const editor = claims[here()]?.querySelector("[data-act=edit]");
    if (!editor) return;
    editor.open = true;
    editor.querySelector("select").focus();
  },
  o: () => claims[here()]?.querySelector("[data-open]")?.click(),
  u: () => document.querySelector(".journal form button")?.click(),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "?") { on = !on; return; }
  if (!on || !(event.key in keys)) return;
  event.preventDefault();
  keys[event.key]();
});
