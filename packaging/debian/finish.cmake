# Between what `cmake --install` puts in place and a .deb: documentation where Debian wants it and as it wants it, and the bill of materials. Run by cpack, which
# has each component's files in a folder. Times are those of the version unless SOURCE_DATE_EPOCH says otherwise, so that the same sources make the same bytes.
function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

if("$ENV{SOURCE_DATE_EPOCH}" STREQUAL "")
  execute_process(COMMAND date -u -d ${CPACK_DATELINE_DATE} +%s OUTPUT_VARIABLE epoch OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(ENV{SOURCE_DATE_EPOCH} ${epoch})
endif()
execute_process(COMMAND date -u -R -d @$ENV{SOURCE_DATE_EPOCH} OUTPUT_VARIABLE changed OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)

set(debian ${CPACK_DATELINE_SOURCE}/packaging/debian)
foreach(component IN LISTS CPACK_COMPONENTS_ALL)
  string(TOUPPER ${component} upper)
  set(package ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
  set(doc ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr/share/doc/${package})
  configure_file(${debian}/copyright ${doc}/copyright COPYONLY NO_SOURCE_PERMISSIONS)
  configure_file(${debian}/changelog.in ${doc}/changelog.Debian @ONLY NO_SOURCE_PERMISSIONS)
  configure_file(${CPACK_DATELINE_SOURCE}/CHANGELOG.md ${doc}/changelog COPYONLY NO_SOURCE_PERMISSIONS)
  run(gzip -9n ${doc}/changelog.Debian ${doc}/changelog)
endforeach()

set(root ${CPACK_TEMPORARY_DIRECTORY}/programs)
set(doc ${root}/usr/share/doc/dateline)
file(GLOB pages ${root}/usr/share/man/man1/*.1)
run(gzip -9n ${pages})
file(MAKE_DIRECTORY ${root}/usr/share/zsh)
file(RENAME ${root}/usr/share/zsh/site-functions ${root}/usr/share/zsh/vendor-completions)  # Debian's zsh does not look into the other
configure_file(${debian}/dateline.default ${root}/etc/default/dateline COPYONLY NO_SOURCE_PERMISSIONS)
configure_file(${debian}/lintian-overrides ${root}/usr/share/lintian/overrides/dateline COPYONLY NO_SOURCE_PERMISSIONS)
file(REMOVE_RECURSE ${root}/usr/share/doc/Dateline)
file(COPY ${CPACK_DATELINE_SOURCE}/README.md ${CPACK_DATELINE_SOURCE}/SECURITY.md ${CPACK_DATELINE_SOURCE}/docs DESTINATION ${doc})
run(python3 ${CPACK_DATELINE_SOURCE}/packaging/sbom.py ${CPACK_DATELINE_SOURCE} ${CPACK_PACKAGE_VERSION} ${doc}/dateline.cdx.json
    ${root}/usr/bin/dateline-index ${root}/usr/bin/dateline-query ${root}/usr/bin/dateline-server)

file(GLOB_RECURSE archives ${CPACK_TEMPORARY_DIRECTORY}/development/usr/lib/*.a)
run(${CPACK_DATELINE_STRIP} --strip-debug --remove-section=.comment --enable-deterministic-archives ${archives})

run(chmod -R u=rwX,go=rX ${CPACK_TEMPORARY_DIRECTORY})  # whatever the umask of whom builds it
