(function () {
  "use strict";
  var root = document.documentElement;
  var find = function (id) { return document.getElementById(id); };
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var notes = all(".finding");
  var boxes = all("input[name=severity]");
  var speaker = find("by-speaker");
  var words = find("by-words");
  var help = find("help");
  var current = null;

  root.classList.add("scripted");
  all(".bar").forEach(function (bar) { bar.hidden = false; });

  // A page opened from a disk may have no storage at all.
  function kept(name) { try { return localStorage.getItem(name); } catch (error) { return null; } }
  function keep(name, value) { try { localStorage.setItem(name, value); } catch (error) { /* not kept */ } }

  var dark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches; }
  function labelTheme() { find("theme").textContent = isDark() ? "Light" : "Dark"; }
  function toggleTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("attrib-theme", root.dataset.theme);
    labelTheme();
  }
  var theme = kept("attrib-theme");
  if (theme === "dark" || theme === "light") { root.dataset.theme = theme; }
  dark.addEventListener("change", labelTheme);
  find("theme").addEventListener("click", toggleTheme);
  labelTheme();

  function partsOf(note) { return all('[data-f~="' + note.id + '"]'); }

  function apply() {
    var severities = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    var by = speaker.value;
    var sought = words.value.trim().toLocaleLowerCase();
    var shown = 0;
    notes.forEach(function (note) {
      var fits = severities.indexOf(note.dataset.severity) >= 0 &&
        (!by || note.dataset.by === by) &&
        (!sought || note.textContent.toLocaleLowerCase().indexOf(sought) >= 0);
      note.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    var hidden = {};
    notes.forEach(function (note) { hidden[note.id] = note.hidden; });
    all("a.ref").forEach(function (ref) { ref.hidden = hidden[ref.dataset.f]; });
    all("mark.flag[data-f]").forEach(function (mark) {
      var off = mark.dataset.f.split(" ").every(function (id) { return hidden[id]; });
      mark.classList.toggle("off", off);
    });
    all(".copy [data-by], .who [data-by], .legend [data-by], tr[data-by]").forEach(function (one) {
      one.classList.toggle("dim", !!by && one.dataset.by !== by);
    });
    all(".legend button").forEach(function (button) {
      button.setAttribute("aria-pressed", String(!!by && button.parentNode.dataset.by === by));
    });
    if (current && current.hidden) { mark(null); }
    var filtered = shown !== notes.length;
    find("shown").textContent = notes.length === 0 ? "" :
      (filtered ? shown + " of " : "") + notes.length + (notes.length === 1 ? " finding" : " findings");
  }
  boxes.concat([speaker]).forEach(function (one) { one.addEventListener("change", apply); });
  words.addEventListener("input", apply);

  // The names of the legend become buttons that filter.
  all(".legend-item").forEach(function (item) {
    var button = document.createElement("button");
    button.type = "button";
    while (item.firstChild) { button.appendChild(item.firstChild); }
    item.appendChild(button);
    button.addEventListener("click", function () {
      speaker.value = speaker.value === item.dataset.by ? "" : item.dataset.by;
      apply();
    });
  });

  function mark(note) {
    all(".now").forEach(function (one) { one.classList.remove("now"); });
    current = note;
    if (!note) { return; }
    note.classList.add("now");
    partsOf(note).forEach(function (part) { part.classList.add("now"); });
  }

  function show(note) {
    mark(note);
    note.focus({preventScroll: true});
    var smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    note.scrollIntoView({block: "center", behavior: smooth});
  }

  function walk(step) {
    var open = notes.filter(function (note) { return !note.hidden; });
    if (!open.length) { return; }
    var at = open.indexOf(current);
    // The first one goes by where the reader is.
    var from = at < 0 ? open.findIndex(function (note) { return note.getBoundingClientRect().bottom > 0; }) : at + step;
    if (at < 0 && step < 0) { from -= 1; }
    show(open[(from + open.length) % open.length]);
  }
  find("next").addEventListener("click", function () { walk(1); });
  find("previous").addEventListener("click", function () { walk(-1); });

  all(".copy a.ref").forEach(function (ref) {
    ref.addEventListener("click", function (event) {
      event.preventDefault();
      show(find(ref.dataset.f));
    });
  });
  notes.forEach(function (note) {
    note.addEventListener("mouseenter", function () { partsOf(note).forEach(function (part) { part.classList.add("over"); }); });
    note.addEventListener("mouseleave", function () { partsOf(note).forEach(function (part) { part.classList.remove("over"); }); });
    note.addEventListener("focusin", function () { if (current !== note) { mark(note); } });
    note.querySelector("a.num").addEventListener("click", function () { mark(note); });
  });

  function toggle(severity) {
    boxes.forEach(function (box) { if (box.value === severity) { box.checked = !box.checked; } });
    apply();
  }
  function clear() {
    boxes.forEach(function (box) { box.checked = true; });
    speaker.value = "";
    words.value = "";
    apply();
  }
  find("keys").addEventListener("click", function () { help.showModal(); });

  var keys = {
    j: function () { walk(1); },
    k: function () { walk(-1); },
    o: function () { var fold = current && current.querySelector("details"); if (fold) { fold.open = !fold.open; } },
    e: function () { toggle("error"); },
    w: function () { toggle("warning"); },
    n: function () { toggle("note"); },
    t: toggleTheme,
    "/": function () { words.focus(); words.select(); },
    "?": function () { help.showModal(); }
  };
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) { return; }
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key === "Escape") {
      clear();
      if (typing) { event.target.blur(); }
      return;
    }
    if (typing || !find("keys-on").checked || !Object.prototype.hasOwnProperty.call(keys, event.key)) { return; }
    event.preventDefault();
    keys[event.key]();
  });

  apply();
})();
