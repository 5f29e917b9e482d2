// Compressing entries at the places of earlier ones: what many scenarios of one pattern need.
// SPDX-License-Identifier: MIT
#ifndef RW_TWOSTAGE_TRIPLETS_H
#define RW_TWOSTAGE_TRIPLETS_H

#include <rampwerk/twostage.h>

// place[e]: position of triplet e in matrix, which rw_triplets_compress made of the triplets.
void rw_triplets_place(const rw_triplets *triplets, const rw_sparse *matrix, rw_idx *place);

// Gives matrix the values rw_triplets_compress would give it, bit for bit, from triplets with the rows and columns of
// those that place was made from.  largest: as long as matrix->value, its content does not matter.
void rw_triplets_refill(const rw_triplets *triplets, const rw_idx *place, rw_sparse *matrix, double *largest);

#endif
