"use strict";
(function () {
  var list = document.querySelector(".rows"), form = document.querySelector(".filter");
  if (!list || !form) return;
  var rows = Array.prototype.slice.call(list.children);
  var order = rows.slice();
  var plain = function (s) { return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };
  var texts = rows.map(function (r) { return plain(r.textContent); });
  var status = form.querySelector(".shown");
  function filter() {
    var words = plain(form.q.value).split(/\s+/).filter(Boolean), measure = form.measure.value, n = 0;
    rows.forEach(function (row, i) {
      var fits = (!measure || row.dataset.measure === measure) && words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      row.hidden = !fits;
      if (fits) n += 1;
    });
    status.textContent = n + " of " + rows.length + " claims";
  }
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (e) { e.preventDefault(); });
  filter();
  var collator = new Intl.Collator("en", { numeric: true });
  function keyOf(row, column) {
    if (column === 0) return row.dataset.time || "9999";
    if (column === 3) return Number(row.dataset.value);
    return row.querySelectorAll(".cell")[column].textContent;
  }
  document.querySelectorAll("[data-sort]").forEach(function (button) {
    button.disabled = false;
    button.addEventListener("click", function () {
      var cell = button.parentNode, column = Number(button.dataset.sort);
      var down = cell.getAttribute("aria-sort") === "ascending";
      document.querySelectorAll("[aria-sort]").forEach(function (c) { c.removeAttribute("aria-sort"); });
      cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      order.slice().sort(function (a, b) {
        var x = keyOf(a, column), y = keyOf(b, column);
        var d = typeof x === "number" ? x - y : collator.compare(x, y);
        return down ? -d : d;
      }).forEach(function (row) { list.appendChild(row); });
    });
  });
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var row = target.closest(".rows > li");
    if (row && row.hidden) { form.reset(); filter(); }
    for (var d = target.closest("details"); d; d = d.parentNode.closest("details")) d.open = true;
    target.scrollIntoView({ block: "center" });
  }
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".rows details:not([open])").forEach(function (d) { d.open = true; d.dataset.closed = ""; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-closed]").forEach(function (d) { d.open = false; delete d.dataset.closed; });
  });
})();
