#!/usr/bin/env python3
"""preview.py BINARY NOTES [SAVES]: how long after a save the preview serves the changed page, in milliseconds.

Makes a site of so many notes in a temporary folder, starts `tearsheet serve`, saves one note after another and asks for
its page until the change is there. Prints the median, the slowest, and the memory of the server."""
import http.client, os, re, shutil, statistics, subprocess, sys, tempfile, threading, time

binary, notes, saves = os.path.realpath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 15
site = tempfile.mkdtemp(prefix="preview-")
BODY = "## Prices\n\n" + "A sentence on the price of tokens and what it means for *margins*. " * 40 + "\n\n"


def note(number, word):
    text = f"---\ntitle: Report {number}\ndate: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\ntags: [t{number % 40}]\n---\n"
    other = f"See [another](r{(number * 7 + 1) % notes}.md). Word {word}.\n\n"
    path = f"{site}/content/reports/r{number}.md"
    with open(path + "~", "w") as file:
        file.write(text + other + BODY * 3)
    os.rename(path + "~", path)


os.makedirs(f"{site}/content/reports")
with open(f"{site}/content/site.yaml", "w") as file:
    file.write("title: Desk\nbase_url: https://example.org/\nlanguages: [en]\n")
for number in range(notes):
    note(number, "first")
server = subprocess.Popen([binary, "serve", "--port", "0"], cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
try:
    port = next(int(found[1]) for line in server.stderr if (found := re.search(r"localhost:(\d+)", line)))
    threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
    connection = http.client.HTTPConnection("localhost", port)

    def holds(number, word):
        connection.request("GET", f"/reports/r{number}/")
        return f"Word {word}.".encode() in connection.getresponse().read()

    while not holds(0, "first"):
        time.sleep(0.1)
    times = []
    for save in range(saves):
        number = save * 13 % notes
        time.sleep(0.5)
        start = time.perf_counter()
        note(number, f"w{save}")
        while not holds(number, f"w{save}"):
            time.sleep(0.001)
        times.append((time.perf_counter() - start) * 1000)
    peak = re.search(r"VmHWM:\s+(\d+)", open(f"/proc/{server.pid}/status").read())
    print(f"{notes} notes, {saves} saves: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms, {int(peak[1]) // 1024} MB")
finally:
    server.kill()
    shutil.rmtree(site)
