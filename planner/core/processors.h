// How many processors this process may use.  SPDX-License-Identifier: MIT
#ifndef RW_CORE_PROCESSORS_H
#define RW_CORE_PROCESSORS_H

#define RW_PROCESSORS_MAX 4096

// The smaller of the processors in the affinity mask and the quota of the control groups, rounded up; at least 1.
int rw_processors_count(void);

// The smallest quota, in whole processors, of the control groups named in the text of a /proc/self/cgroup and their
// parents, whose files lie below mount; RW_PROCESSORS_MAX when there is none.  Knows version 2 and version 1.
int rw_processors_quota(const char *membership, const char *mount);

#endif
