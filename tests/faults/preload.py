"""What failing_calls.cpp is told by, and the faults that are tried."""
import dataclasses
import errno
import pathlib
import struct

KINDS = ("write", "sync", "rename", "open", "truncate", "unlink", "mkdir", "allocate", "change")


@dataclasses.dataclass
class Fault:
    name: str
    kind: str
    effect: str
    error: int = 0
    lasts: bool = False
    loses: str = None   # power is lost: what of names is left, see power.py

    @property
    def kills(self):
        return self.effect.endswith("kill")


FAULTS = (Fault("write: no space", "write", "fail", errno.ENOSPC), Fault("write: no space from then on", "write", "fail", errno.ENOSPC, lasts=True), Fault("write: half, then no space", "write", "half", errno.ENOSPC),
          Fault("write: input/output error", "write", "fail", errno.EIO), Fault("sync: input/output error", "sync", "fail", errno.EIO), Fault("rename: input/output error", "rename", "fail", errno.EIO),
          Fault("open: not permitted", "open", "fail", errno.EACCES), Fault("open: no space from then on", "open", "fail", errno.ENOSPC, lasts=True), Fault("truncate: input/output error", "truncate", "fail", errno.EIO),
          Fault("unlink: not permitted", "unlink", "fail", errno.EACCES), Fault("mkdir: no space", "mkdir", "fail", errno.ENOSPC), Fault("allocate: no memory", "allocate", "fail", errno.ENOMEM),
          Fault("killed before a call", "change", "kill"), Fault("killed in a write", "write", "half-kill"),
          Fault("power lost, names as synced", "change", "kill", loses="as synced"), Fault("power lost, names at once", "change", "kill", loses="at once"))


class Preload:
    def __init__(self, library, work):
        self.library, self.calls, self.kept = library, pathlib.Path(work) / "calls", pathlib.Path(work) / "kept"

    def environment(self, folder, fault=None, at=0):
        """For a run whose calls about what is below the folder count, the at-th of them with the fault."""
        self.calls.unlink(missing_ok=True)
        made = {"LD_PRELOAD": str(self.library), "FAULT_FOLDER": str(folder), "FAULT_CALLS": str(self.calls)}
        if fault:
            made |= {"FAULT_KIND": fault.kind, "FAULT_AT": str(at), "FAULT_EFFECT": fault.effect, "FAULT_ERRNO": str(fault.error), "FAULT_LASTS": "1" if fault.lasts else "",
                     "FAULT_KEPT": str(self.kept) if fault.loses else ""}
        return made

    def counted(self):
        """How many calls of each kind there were, and how many failed."""
        numbers = struct.unpack("10Q", self.calls.read_bytes())
        return dict(zip(KINDS, numbers)), numbers[-1]
