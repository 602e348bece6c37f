"use strict";
// Every page reads and every form works without this. It adds keys, dragging, and the word that something is new.
(function () {
  var all = function (what, from) { return Array.prototype.slice.call((from || document).querySelectorAll(what)); };

  // Keys: one letter each, written beside what it does.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    var at = event.target;
    if (at.isContentEditable || /^(input|textarea|select)$/i.test(at.tagName)) {
      if (event.key === "Escape") at.blur();
      return;
    }
    if (event.key === "/") {
      var find = document.getElementById("find");
      if (find) { event.preventDefault(); find.focus(); }
      return;
    }
    var target = all("[data-key]").filter(function (e) { return e.dataset.key === event.key; })[0];
    if (!target) return;
    event.preventDefault();
    if (target.tagName !== "SUMMARY") { target.click(); return; }
    target.parentNode.open = true;
    var field = target.parentNode.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus();
  });

  // A form is sent once.
  all("form[method=post]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
    });
  });
  window.addEventListener("pageshow", function () { all("form[data-sent]").forEach(function (f) { delete f.dataset.sent; }); });

  // What is new is told, never forced on somebody who reads or writes.
  var number = Number(document.body.dataset.number), told = document.getElementById("behind");
  if (told && window.EventSource) {
    var early = document.querySelector("main[data-early]");
    var fresh = function (event) {
      if (Number(event.data) <= number) return;
      // A page that waits for the ledger to be read gives way to what was asked for.
      if (early) { location.reload(); return; }
      told.hidden = false;
      told.querySelector(".wait").hidden = true;
      told.querySelector(".news").hidden = false;
    };
    // Only a page that is looked at listens: browsers keep few connections to one server, and analysts keep many pages.
    var source = null;
    var listen = function () {
      if (document.hidden && source) { source.close(); source = null; }
      if (document.hidden || source) return;
      source = new EventSource("/changes");
      source.addEventListener("now", fresh);
      source.addEventListener("changed", fresh);
      source.addEventListener("fit", refit);
      source.addEventListener("progress", advance);
    };
    document.addEventListener("visibilitychange", listen);
    window.addEventListener("pagehide", function () { if (source) { source.close(); source = null; } });
    window.addEventListener("pageshow", listen);
    listen();
  }

  // How far the fit is; the words around it stay.
  function advance(event) {
    var bar = document.querySelector("#fit progress"), told = document.querySelector("#fit .percent");
    if (!bar || !told) return;
    bar.value = Number(event.data);
    told.textContent = event.data;
  }

  // A fit has begun, is there or failed: the words about it are asked for again, the numbers stay until somebody wants the new ones.
  function refit(event) {
    var status = document.getElementById("fit");
    if (!status || Number(event.data) <= Number(status.dataset.number)) return;
    other(location.href, function (page) {
      var now = page.getElementById("fit");
      if (!now) return;
      if (!status.dataset.made && now.dataset.made) { location.reload(); return; }
      var is_new = now.dataset.made !== status.dataset.made;
      status.innerHTML = now.innerHTML;
      status.dataset.number = now.dataset.number;
      status.querySelector(".news").hidden = !is_new;
    });
  }

  // Another page of this server, as a document: one the server made, with the same escaping.
  function other(address, then) {
    return fetch(address, { credentials: "same-origin" }).then(function (reply) { return reply.text(); }).then(function (text) {
      then(new DOMParser().parseFromString(text, "text/html"));
    }).catch(function () {});
  }

  // A form whose answer follows its fields: what it asks stands in the address, as if it had been sent.
  all("form.live").forEach(function (form) {
    var waiting = null, asked = 0;
    function ask() {
      var address = form.getAttribute("action").split("#")[0] + "?" + new URLSearchParams(new FormData(form)), mine = ++asked;
      var target = document.querySelector(form.dataset.live);
      target.setAttribute("aria-busy", "true");
      other(address, function (page) {
        var found = page.querySelector(form.dataset.live);
        if (mine !== asked || !found) return;
        target.innerHTML = found.innerHTML;
        target.removeAttribute("aria-busy");
        history.replaceState(null, "", address);
      });
    }
    form.addEventListener("input", function (event) {
      var told = event.target.id && form.querySelector("output[for=" + event.target.id + "]");
      if (told) told.textContent = "\u00d7\u00a0" + Number(event.target.value).toLocaleString(document.documentElement.lang);
      clearTimeout(waiting);
      waiting = setTimeout(ask, 120);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); ask(); });
  });

  // Files can be dropped where they can be chosen.
  all(".drop").forEach(function (zone) {
    var input = zone.querySelector("input[type=file]");
    ["dragenter", "dragover"].forEach(function (name) {
      zone.addEventListener(name, function (event) { event.preventDefault(); zone.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (name) { zone.addEventListener(name, function () { zone.classList.remove("over"); }); });
    zone.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  });

  // The ends of the timeline can be dragged, or moved with the arrow keys.
  all(".timeline").forEach(function (form) {
    var days = Number(form.dataset.days), first = Date.parse(form.dataset.first + "T00:00:00Z");
    if (days < 2) return;
    var dayOf = function (n) { return new Date(first + n * 864e5).toISOString().slice(0, 10); };
    var indexOf = function (day, otherwise) {
      return day ? Math.min(days - 1, Math.max(0, Math.round((Date.parse(day + "T00:00:00Z") - first) / 864e5))) : otherwise;
    };
    var box = document.createElement("div");
    box.className = "drag";
    var bars = all("rect", form), each = Math.ceil(days / bars.length);
    var ends = ["since", "until"].map(function (name, n) {
      var typed = form.elements[name], range = document.createElement("input");
      range.type = "range";
      range.min = 0;
      range.max = days - 1;
      range.value = indexOf(typed.value, n === 0 ? 0 : days - 1);
      range.setAttribute("aria-label", typed.parentNode.querySelector("span").textContent);
      box.appendChild(range);
      return { typed: typed, range: range };
    });
    function show() {
      var from = Number(ends[0].range.value), to = Number(ends[1].range.value);
      bars.forEach(function (bar, n) { bar.classList.toggle("out", n * each + each - 1 < from || n * each > to); });
      ends.forEach(function (end) { end.range.setAttribute("aria-valuetext", dayOf(Number(end.range.value))); });
    }
    ends.forEach(function (end, n) {
      end.range.addEventListener("input", function () {
        var from = Number(ends[0].range.value), to = Number(ends[1].range.value);
        if (from > to) end.range.value = n === 0 ? to : from;
        end.typed.value = dayOf(Number(end.range.value));
        show();
      });
      end.range.addEventListener("change", function () { form.requestSubmit(); });
    });
    form.querySelector("svg").insertAdjacentElement("afterend", box);
    show();
  });
}());
