"""A loss of power: what of a folder is left of the writes that no sync has made safe. failing_calls.cpp remembers it (last_synced.h), Power puts it back.

Two models, both stricter than most disks:
- names as synced: a file's bytes are those of its last sync (none: it is empty), and a folder's names those of the folder's last sync: making, renaming and removing are lost too;
- names at once: bytes as above, names as the program left them, as of file systems that write down a new name before the bytes behind it.
"""
import os
import shutil


class Power:
    """Before the run: Power(folder, kept). The run: with FAULT_KEPT=kept. Then lose()."""

    def __init__(self, folder, kept):
        self.folder, self.kept = folder, kept
        shutil.rmtree(kept, ignore_errors=True)
        (kept / "alive").mkdir(parents=True)
        for path, folders, files in os.walk(folder):
            place = os.path.relpath(path, folder)
            lines = [f"/ {name}\n" for name in folders]
            for name in files:
                inode = os.stat(os.path.join(path, name)).st_ino
                lines.append(f"{inode} {name}\n")
                shutil.copyfile(os.path.join(path, name), kept / str(inode))
            self.names(place).write_text("".join(lines))

    def names(self, place):
        return self.kept / ("names:" + ("" if place == "." else place.replace("/", ":")))

    def bytes_of(self, inode, target):
        safe = self.kept / str(inode)
        target.write_bytes(safe.read_bytes() if safe.exists() else b"")

    def lose(self, names_at_once):
        left = self.folder.with_name(self.folder.name + "-left")
        (self.put_files if names_at_once else self.put_names)(".", left)
        shutil.rmtree(self.folder)
        left.rename(self.folder)

    def put_names(self, place, target):
        target.mkdir()
        names = self.names(place)
        for line in names.read_text().splitlines() if names.exists() else []:
            inode, name = line.split(" ", 1)
            if inode == "/":
                self.put_names(os.path.normpath(os.path.join(place, name)), target / name)
            else:
                self.bytes_of(inode, target / name)

    def put_files(self, place, target):
        target.mkdir()
        for entry in os.scandir(self.folder / place):
            if entry.is_dir():
                self.put_files(os.path.normpath(os.path.join(place, entry.name)), target / entry.name)
            else:
                self.bytes_of(entry.inode(), target / entry.name)
