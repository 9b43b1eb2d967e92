# Writes the page's files as a table of C++: cmake -DFOLDER=web -DOUTPUT=page_files.inc -P embed.cmake
# A row is {name, text, entity tag}; the tag is of the content, so that a browser asks again only for what a new version changed.
file(GLOB files ${FOLDER}/*)
list(SORT files)
set(table "")
foreach(path IN LISTS files)
  get_filename_component(name ${path} NAME)
  file(READ ${path} text)
  file(SHA256 ${path} hash)
  string(SUBSTRING ${hash} 0 16 tag)
  string(APPEND table "{\"${name}\", R\"~page~(${text})~page~\", \"\\\"${tag}\\\"\"},\n")
endforeach()
file(WRITE ${OUTPUT} "${table}")
