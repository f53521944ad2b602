"use strict";
// Shows the claims of what is pointed at, focused or clicked. A click holds them until Escape or a click elsewhere.
document.documentElement.classList.add("js");
for (const section of document.querySelectorAll(".report")) {
  const details = section.querySelector(".details");
  if (!details) continue;
  const text = section.querySelector(".text");
  const marks = [...section.querySelectorAll("[data-claims]")];
  const claimsOf = (mark) => mark.dataset.claims.split(" ");
  let held = [...details.querySelectorAll(".card.on")].map((card) => card.id);

  const show = (claims) => {
    for (const mark of marks) mark.classList.toggle("on", claimsOf(mark).some((name) => claims.includes(name)));
    for (const card of details.querySelectorAll(".card")) card.classList.toggle("on", claims.includes(card.id));
    details.classList.toggle("shown", claims.length > 0);
    text.classList.toggle("dim", claims.length > 0);
    details.scrollTop = 0;
  };
  const hold = (claims) => { held = claims; show(claims); };

  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => show(claimsOf(mark)));
    mark.addEventListener("mouseleave", () => show(held));
    mark.addEventListener("focus", () => show(claimsOf(mark)));
    mark.addEventListener("blur", () => show(held));
    mark.addEventListener("click", () => hold(claimsOf(mark)));
  }
  section.addEventListener("click", (event) => {
    if (!event.target.closest("[data-claims], .details")) hold([]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hold([]);
  });
  const open = () => {
    const card = section.querySelector(".card[id='" + CSS.escape(location.hash.slice(1)) + "']");
    if (card) { hold([card.id]); card.scrollIntoView({ block: "nearest" }); }
  };
  addEventListener("hashchange", open);
  open();
}
