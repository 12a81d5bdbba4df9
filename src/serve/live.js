// Reloads the page when the site has changed, and points to its mistakes while it has any.
"use strict";
{
  const { token, version } = document.currentScript.dataset;
  let source = null;
  let link = null;

  const tell = (mistakes) => {
    if (link) link.remove();
    link = null;
    if (mistakes === 0 || location.pathname.startsWith("/__tearsheet/")) return;
    link = document.createElement("a");
    link.href = "/__tearsheet/mistakes";
    link.textContent = mistakes === 1 ? "1 mistake" : `${mistakes} mistakes`;
    const look = { position: "fixed", right: "1rem", bottom: "1rem", padding: ".4rem .8rem", zIndex: 99,
      font: "14px/1.4 system-ui, sans-serif", color: "#fff", background: "#a11", borderRadius: "4px" };
    Object.assign(link.style, look);
    document.body.append(link);
  };

  // A server that was started anew has another token: wait for it, then load the page again.
  const wait = () => setTimeout(() => {
    fetch("/__tearsheet/live.js", { cache: "no-store" }).then(() => location.reload(), wait);
  }, 1000);

  const close = () => {
    if (source) source.close();
    source = null;
  };

  // Browsers open six connections to one server at most: pages out of sight give theirs back.
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/__tearsheet/live?token=${token}`);
    source.onmessage = (event) => {
      const now = JSON.parse(event.data);
      if (String(now.version) !== version) location.reload();
      else tell(now.mistakes);
    };
    source.onerror = () => {
      if (source && source.readyState === EventSource.CLOSED) wait();
    };
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
}
