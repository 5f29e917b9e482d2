// Numbers as planners read them.  SPDX-License-Identifier: MIT
#ifndef RW_REPORT_NUMBER_H
#define RW_REPORT_NUMBER_H

enum { RW_NUMBER_SIZE = 40 };

// 1234567.8 -> "1,234,568" (decimals 0) or "1,234,567.8" (1).  "none" for what is not finite; beyond 1e15 as 1.2e+15.
void rw_number_group(char buffer[RW_NUMBER_SIZE], double value, int decimals);

// EUR as millions with about three digits: "4,812", "812.3", "8.12".
void rw_number_million(char buffer[RW_NUMBER_SIZE], double eur);

// Units as thousands: "230" for 230,000, "1.2" for 1,200, "0.05" for 50.
void rw_number_thousand(char buffer[RW_NUMBER_SIZE], double units);

// A relative gap as "0.08 %"; "none" when not finite.
void rw_number_percent(char buffer[RW_NUMBER_SIZE], double share);

// Seconds as "3.41", "41.2", "3,912".
void rw_number_seconds(char buffer[RW_NUMBER_SIZE], double seconds);

#endif
