# The library for other programs, and what `cmake --install` puts where.
add_library(rampwerk $<TARGET_OBJECTS:rampwerk_objs>)
add_library(rampwerk::rampwerk ALIAS rampwerk)
target_link_libraries(rampwerk PRIVATE PkgConfig::CLP PkgConfig::LIBCONFIG hdf5::hdf5_hl hdf5::hdf5
                      $<$<BOOL:${RAMPWERK_OPENMP}>:OpenMP::OpenMP_C> m)
if(RAMPWERK_SANITIZE)
  target_link_options(rampwerk PUBLIC -fsanitize=${rampwerk_sanitizers})
endif()
set_target_properties(rampwerk PROPERTIES LINKER_LANGUAGE C VERSION ${PROJECT_VERSION}
                      SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(rampwerk_include ${PROJECT_SOURCE_DIR}/planner/include)
target_sources(rampwerk PUBLIC FILE_SET HEADERS BASE_DIRS ${rampwerk_include} FILES
  ${rampwerk_include}/rampwerk/formulate.h
  ${rampwerk_include}/rampwerk/input.h
  ${rampwerk_include}/rampwerk/model.h
  ${rampwerk_include}/rampwerk/optimize.h
  ${rampwerk_include}/rampwerk/plan.h
  ${rampwerk_include}/rampwerk/results.h
  ${rampwerk_include}/rampwerk/scenario.h
  ${rampwerk_include}/rampwerk/status.h
  ${rampwerk_include}/rampwerk/twostage.h
  ${rampwerk_include}/rampwerk/verify.h)

if(NOT RAMPWERK_INSTALL)
  return()
endif()
include(CMakePackageConfigHelpers)
set(rampwerk_cmake_dir ${CMAKE_INSTALL_LIBDIR}/cmake/rampwerk)
install(TARGETS rampwerk EXPORT rampwerk-targets FILE_SET HEADERS)
if(TARGET rampwerk_cli)
  install(TARGETS rampwerk_cli)
endif()
install(EXPORT rampwerk-targets NAMESPACE rampwerk:: DESTINATION ${rampwerk_cmake_dir})

get_target_property(rampwerk_type rampwerk TYPE)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/rampwerk-config.cmake.in rampwerk-config.cmake
                              INSTALL_DESTINATION ${rampwerk_cmake_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(rampwerk-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/rampwerk-config.cmake ${PROJECT_BINARY_DIR}/rampwerk-config-version.cmake
        DESTINATION ${rampwerk_cmake_dir})

# The pkg-config file finds its prefix from its own place, so that an installed tree may be moved.
file(RELATIVE_PATH rampwerk_pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" rampwerk_pc_prefix ${rampwerk_pc_prefix})
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_LIBDIR BASE_DIRECTORY / OUTPUT_VARIABLE rampwerk_pc_libdir)
cmake_path(ABSOLUTE_PATH CMAKE_INSTALL_INCLUDEDIR BASE_DIRECTORY / OUTPUT_VARIABLE rampwerk_pc_includedir)
set(rampwerk_pc_libs "-lm")
if(RAMPWERK_OPENMP)
  string(APPEND rampwerk_pc_libs " ${OpenMP_C_FLAGS}")
endif()
set(rampwerk_pc_hdf5 ${HDF5_C_HL_LIBRARIES} ${HDF5_C_LIBRARIES})
list(FILTER rampwerk_pc_hdf5 INCLUDE REGEX hdf5)
list(REMOVE_DUPLICATES rampwerk_pc_hdf5)
list(JOIN rampwerk_pc_hdf5 " " rampwerk_pc_hdf5)
configure_file(${CMAKE_CURRENT_LIST_DIR}/rampwerk.pc.in rampwerk.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/rampwerk.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
