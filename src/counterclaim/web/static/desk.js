// What all pages share: "/" goes to the search field, dossiers unfold before they are printed.
const writing = (target) => target.closest("input, select, textarea, [contenteditable]");
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
  event.preventDefault();
  document.getElementById("find")?.focus();
});
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details")) folded.open = true;
});
