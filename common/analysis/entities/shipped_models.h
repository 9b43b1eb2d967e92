// The models built into the library: read-only bytes, mapped with the program and shared by all processes. Of what they were made: docs/models/entities.md.
#pragma once

#include "common/analysis/entities/packed.h"

namespace dateline {

Bytes shipped_clusters();
Bytes shipped_cased_model();
Bytes shipped_caseless_model();

// Whether they are as they were made: checksums and inner references. Some milliseconds; for `check` and installation, not for every start.
bool shipped_models_sound();

}  // namespace dateline
