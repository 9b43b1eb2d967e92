#include "common/analysis/entities/shipped_models.h"

#include "common/analysis/entities/packed_model.h"
#include "common/error.h"

// The bytes of a file between two symbols, aligned as the sections within need.
#define DATELINE_EMBED(symbol, file)                       \
  asm(".section .rodata\n.balign 64\n.global " #symbol     \
      "\n.hidden " #symbol "\n" #symbol ":\n.incbin \"" file \
      "\"\n.global " #symbol "_end\n.hidden " #symbol "_end\n" #symbol "_end:\n.byte 0\n.previous\n")

DATELINE_EMBED(dateline_entity_clusters, DATELINE_ENTITY_MODELS "/clusters.bin");
DATELINE_EMBED(dateline_entity_cased, DATELINE_ENTITY_MODELS "/cased.bin");
DATELINE_EMBED(dateline_entity_caseless, DATELINE_ENTITY_MODELS "/caseless.bin");

extern "C" {
extern const std::byte dateline_entity_clusters[], dateline_entity_clusters_end[];
extern const std::byte dateline_entity_cased[], dateline_entity_cased_end[];
extern const std::byte dateline_entity_caseless[], dateline_entity_caseless_end[];
}

namespace dateline {

Bytes shipped_clusters() { return {dateline_entity_clusters, dateline_entity_clusters_end}; }
Bytes shipped_cased_model() { return {dateline_entity_cased, dateline_entity_cased_end}; }
Bytes shipped_caseless_model() { return {dateline_entity_caseless, dateline_entity_caseless_end}; }

bool shipped_models_sound() {
  try {
    if (!Clusters::sound(shipped_clusters())) return false;
    const Clusters clusters(shipped_clusters());
    return PackedModel::sound(shipped_cased_model(), clusters) && PackedModel::sound(shipped_caseless_model(), clusters);
  } catch (const Error&) {
    return false;
  }
}

}  // namespace dateline
