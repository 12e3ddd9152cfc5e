"""Tries a frozen or installed program as a person would: `python3 packaging/smoke_test.py PROGRAM`.

Makes the sample plan, exports it in every format, reads it back, and opens the window (off the screen where there is no
display). Any wrong status, missing output, window that dies within its first seconds or caught error is a failure.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ANSWERS = Path(__file__).resolve().parent.parent / "resources" / "samples" / "sample-answers.json"
STARTS = {"sample.ics": b"BEGIN:VCALENDAR", "sample.pdf": b"%PDF-", "sample.csv": b"\xef\xbb\xbf", "sample.xlsx": b"PK"}
SECONDS = 8


def main(program: str) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        environ = os.environ | {"REAPPLY_DATA_DIR": str(folder / "data")}
        # Nothing of a checkout or an environment may help the program along.
        environ = {name: value for name, value in environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        if sys.platform == "linux" and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
            environ["QT_QPA_PLATFORM"] = "offscreen"

        def say(*arguments: str | Path) -> str:
            done = subprocess.run([program, *arguments], cwd=folder, env=environ, check=True, stdout=subprocess.PIPE)
            return done.stdout.decode()

        print(say("--version").strip())
        say("new", ANSWERS, "-o", "sample.reapply")
        targets = [word for name in STARTS for word in (f"--{name.partition('.')[2]}", name)]
        say("export", "sample.reapply", *targets)
        for name, start in STARTS.items():
            if not (folder / name).read_bytes().startswith(start):
                sys.exit(f"{name} is not what it should be")
        if "next" not in json.loads(say("check", "sample.reapply", "--json")):
            sys.exit("check does not say what comes next")
        window = subprocess.Popen([program, "sample.reapply"], cwd=folder, env=environ)
        try:
            sys.exit(f"the window closed by itself with status {window.wait(SECONDS)}")
        except subprocess.TimeoutExpired:
            print(f"the window stood for {SECONDS} seconds")
        finally:
            window.kill()
            window.wait()
        for log in (folder / "data").rglob("errors.log"):
            sys.exit(f"the window stood, but an error was caught:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    main(str(Path(sys.argv[1]).resolve()))
