// What of the files below a folder would outlast a loss of power: of each file its bytes as of its last sync, of each folder its names as of the folder's. power.py puts it back.
//
//   KEPT/I               the bytes of the file whose inode is I
//   KEPT/names:a:b       the names in the folder a/b below the one that is watched: a line "I NAME" for a file, "/ NAME" for a folder
//   KEPT/alive/          further names of files that were removed, so that no new file gets their inode
//
// Made of plain system calls: the functions that change files are those of failing_calls.cpp here.
#pragma once

namespace faults {

class LastSynced {
 public:
  void start(const char* folder, const char* kept);
  // Each is called by one thread at a time.
  void synced(int file, const char* path);  // a file or a folder
  void going(const char* path);             // its name is about to be taken away, or given to another file
  void made_folder(const char* path);       // no name in it is safe yet

 private:
  bool watches() const { return kept_[0] != '\0'; }
  void names_path(const char* path, char* into) const;

  char folder_[2048] = {}, kept_[2048] = {};
  unsigned long removed_ = 0;
};

}  // namespace faults
