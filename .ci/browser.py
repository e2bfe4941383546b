"""Drives chromium over WebDriver, with nothing but the standard library, and asserts on the proof pages.

The second argument, if there is one, is a directory for the pictures that the READMEs show.
"""

import base64
import json
import pathlib
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request

PORT = 9517
PAGES = pathlib.Path(sys.argv[1])
PICTURES = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data, {"Content-Type": "application/json"}, method=method)
    return json.load(urllib.request.urlopen(request, timeout=60))["value"]


class Browser:
    def __init__(self):
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        wanted = {"browserName": "chrome", "goog:chromeOptions": {"args": arguments},
                  "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"}}
        session = call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.path = "/session/" + session["sessionId"]

    def devtools(self, command, **parameters):
        return call("POST", self.path + "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def look(self, script):
        # DevTools evaluates past the page's own policy, which forbids scripts.
        result = self.devtools("Runtime.evaluate", expression=f"(() => {{{script}}})()", returnByValue=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def show(self, name, width, dark=False, medium="screen"):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=width < 600)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.devtools("Emulation.setEmulatedMedia", media=medium, features=scheme)
        self.log()
        call("POST", self.path + "/url", {"url": (PAGES / f"{name}.html").as_uri()})

    def log(self, kind="performance"):
        return call("POST", self.path + "/se/log", {"type": kind})

    def requests(self):
        messages = [json.loads(entry["message"])["message"] for entry in self.log()]
        return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]

    def screenshot(self, name):
        image = self.devtools("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        (PAGES / f"{name}.png").write_bytes(base64.b64decode(image["data"]))

    def key(self, key):
        for kind in ["keyDown", "keyUp"]:
            self.devtools("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=9)

    def picture(self, name, selector):
        """From the top of the page to the end of an element, as a reader sees it who has scrolled past nothing."""
        end = self.look(f"return document.querySelector('{selector}').getBoundingClientRect().bottom + scrollY")
        clip = dict(x=0, y=0, width=self.look("return innerWidth"), height=end + 12, scale=0.7)
        image = self.devtools("Page.captureScreenshot", captureBeyondViewport=True, format="png", clip=clip)
        (PICTURES / f"{name}.png").write_bytes(base64.b64decode(image["data"]))

    def print(self, name):
        pdf = base64.b64decode(self.devtools("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
        (PAGES / f"{name}.pdf").write_bytes(pdf)
        return pdf


# The contrast of every element that has text of its own against the nearest background, as WCAG 2 computes it.
CONTRAST = """
const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
const light = c => { const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
  return .2126 * r + .7152 * g + .0722 * b; };
const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
  if (c.length == 3 || c[3] > 0) return c; } return [255, 255, 255]; };
const bad = [];
for (const e of document.body.querySelectorAll('*')) {
  if (![...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim()) || e.closest('.hidden, caption, .skip')) continue;
  const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
  const ratio = (a + .05) / (b + .05);
  if (ratio < 4.5) bad.push([e.tagName, e.className, ratio.toFixed(2), e.textContent.slice(0, 20)]);
}
return bad;
"""

MARKED = """
const ids = s => [...document.querySelectorAll(s)].map(e => e.id);
const say = s => [...document.querySelectorAll(s)].map(e => e.innerText.trim());
return {wrong: ids('td.wrong'), should: say('td.wrong .should'), broken: ids('td.broken').length, cells: ids('td').length,
  states: ['blank', 'not-applicable', 'unreadable', 'absent'].map(c => document.querySelectorAll('td.' + c).length),
  forced: say('td .forced'), differs: say('a.claim.differs').length, verdict: document.querySelector('.verdict').className,
  findings: ids('.finding').length, title: document.title, scripts: document.scripts.length, images: document.images.length,
  dead: [...document.querySelectorAll('a')].filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).length};
"""

GROUND = "return getComputedStyle(document.documentElement).backgroundColor"

FOCUS = """
const e = document.activeElement, s = getComputedStyle(e);
return {to: e.getAttribute('href') || e.className, left: e.getBoundingClientRect().left, outline: s.outlineStyle + ' ' + s.outlineWidth};
"""

WIDE = "return [document.documentElement.scrollWidth, innerWidth]"

# Tables that do not fit in their box. On a phone section 三 scrolls in its own; elsewhere nothing is out of sight.
CUT = "return [...document.querySelectorAll('.tables')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.className)"


def check(browser):
    wrong_cell = ["applications.not_held.natural_person"]
    expected = {
        "right": dict(wrong=[], should=[], broken=0, cells=200, verdict="verdict accepted"),
        "wrong": dict(wrong=wrong_cell, should=["应为 12"], broken=28, cells=200, findings=2, verdict="verdict rejected"),
        "wrong-en": dict(wrong=wrong_cell, should=["should be 12"], broken=28, cells=200, findings=2),
        "trial": dict(wrong=[], broken=0, cells=198, verdict="verdict accepted"),
        "blanks": dict(states=[2, 1, 1, 1], forced=["必为 15"], wrong=[], differs=1),
        "several": dict(wrong=["applications.brought_forward.total", "applications.not_held.natural_person"],
                        should=["应为 1", "应为 2"], broken=7 + 7 + 20 - 1 + 5, cells=198, verdict="verdict rejected"),
        "doubt": dict(wrong=[], should=[], broken=44, cells=200, verdict="verdict rejected"),
        "hostile": dict(wrong=wrong_cell, broken=28, cells=200),
    }
    looks = {"light": dict(width=1400), "dark": dict(width=1400, dark=True), "laptop": dict(width=1280), "phone": dict(width=390),
             "print": dict(width=794, medium="print")}
    for page, facts in expected.items():
        for look, how in looks.items():
            name = f"{page}-{look}"
            browser.show(page, **how)
            own = (PAGES / f"{page}.html").as_uri()
            seen = browser.requests()
            assert own in seen, f"{name}: the log of requests is empty"
            sent = [url for url in seen if url != own]
            assert not sent, f"{name}: a request left: {sent}"
            found = browser.look(MARKED)
            for key, value in facts.items():
                assert found[key] == value, f"{name}: {key} is {found[key]}, not {value}"
            assert found["scripts"] == found["images"] == found["dead"] == 0, f"{name}: {found}"
            assert found["title"] != "ran" and "政府" in found["title"], f"{name}: {found['title']}"
            poor = browser.look(CONTRAST)
            assert not poor, f"{name}: too little contrast: {poor}"
            wide = browser.look(WIDE)
            assert max(wide) <= how["width"], f"{name}: the page is {wide} wide"
            cut = browser.look(CUT)
            assert look == "phone" or not cut, f"{name}: cut off: {cut}"
            browser.screenshot(name)
            if look == "print":
                sheets = {tuple(map(round, map(float, box.split()))) for box in re.findall(rb"/MediaBox \[([\d. ]+)\]", browser.print(name))}
                assert sheets == {(0, 0, 595, 842)}, f"{name}: not A4: {sheets}"
            print("ok", name)
    # Paper is white in dark mode, too.
    browser.show("wrong", width=794, dark=True, medium="print")
    assert browser.look(GROUND) == "rgb(255, 255, 255)", browser.look(GROUND)
    browser.show("wrong", width=1400, dark=True)
    assert browser.look(GROUND) != "rgb(255, 255, 255)"
    # The first key leads to the findings, and on from link to link; where it stands is seen.
    browser.show("wrong", width=1400)
    reached = []
    for _ in range(12):
        browser.key("Tab")
        reached.append(browser.look(FOCUS))
    assert reached[0]["to"] == "#findings" and reached[0]["left"] >= 0, reached[0]
    assert all(place["outline"] == "solid 3px" for place in reached), reached
    assert len({place["to"] for place in reached}) > 5, reached
    print("ok paper, keys")
    if PICTURES:
        for page, name in {"wrong-en": "proof", "wrong": "proof.zh-CN"}.items():
            browser.show(page, width=1360)
            browser.picture(name, ".applications")
    # A script that someone writes into the page all the same does not run.
    attacked = (PAGES / "right.html").read_text().replace("<main>", "<main><script>document.title='ran'</script><img src=http://127.0.0.1:9/>")
    (PAGES / "attacked.html").write_text(attacked)
    browser.show("attacked", width=1400)
    left = [url for url in browser.requests() if url.startswith("http")]
    refused = [entry for entry in browser.log("browser") if "Content Security Policy" in entry["message"]]
    assert browser.look("return document.title") != "ran" and len(refused) >= 2, f"{left} {refused}"
    print("ok attacked")


def main():
    driver = subprocess.Popen(["chromedriver", f"--port={PORT}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                call("GET", "/status")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        browser = Browser()
        try:
            check(browser)
        finally:
            call("DELETE", browser.path)
    finally:
        driver.terminate()


main()
