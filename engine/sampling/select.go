package sampling

// selectFirst reorders cand so that its first n elements are the n that come
// first in order, in expected linear time (Hoare's quickselect with a median of
// three as pivot, so that the outcome is reproducible).
func selectFirst(cand []candidate, n int) {
	lo, hi := 0, len(cand)
	for hi-lo > 1 {
		mid := partition(cand, lo, hi)
		switch {
		case n <= mid:
			hi = mid
		case n <= mid+1:
			return
		default:
			lo = mid + 1
		}
	}
}

// keepMass returns the shortest prefix of the ordered candidates whose weight
// reaches share of the total, at least one, without ordering them: the same
// quickselect, steered by weight instead of by count.
func keepMass(cand []candidate, share float64) []candidate {
	need := share * mass(cand)
	lo, hi := 0, len(cand)
	for hi-lo > 1 {
		mid := partition(cand, lo, hi)
		// Weight of what comes before the pivot among the undecided.
		upper := mass(cand[lo:mid])
		switch {
		case upper >= need:
			hi = mid
		case upper+float64(cand[mid].weight) >= need:
			return cand[:mid+1]
		default:
			need -= upper + float64(cand[mid].weight)
			lo = mid + 1
		}
	}
	return cand[:max(1, min(lo+1, len(cand)))]
}

// partition orders cand[lo:hi] around a pivot and returns where it ended up:
// what is left of it comes before it, what is right of it after.
func partition(cand []candidate, lo, hi int) int {
	last := hi - 1
	mid := lo + (hi-lo)/2
	// The median of the three moves to the end.
	if cand[mid].before(cand[lo]) {
		cand[mid], cand[lo] = cand[lo], cand[mid]
	}
	if cand[last].before(cand[lo]) {
		cand[last], cand[lo] = cand[lo], cand[last]
	}
	if cand[mid].before(cand[last]) {
		cand[mid], cand[last] = cand[last], cand[mid]
	}
	pivot := cand[last]
	at := lo
	for i := lo; i < last; i++ {
		if cand[i].before(pivot) {
			cand[i], cand[at] = cand[at], cand[i]
			at++
		}
	}
	cand[at], cand[last] = cand[last], cand[at]
	return at
}
