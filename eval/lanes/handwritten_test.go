package lanes_test

// handwrittenOperations is how many additions, products and so on a scenario takes below, the hoisted ones left out.
const handwrittenOperations = 123

// handwritten is what a programmer would write instead of testdata/bench/meetings.cost: one pass over the columns of its params,
// in the order of the script, into those of its outputs. What does not vary is worked out beforehand, what is needed twice is kept,
// and sums are added up in the order of the script, so that the figures have the bits of the lanes.
func handwritten(in, out [][]float64) {
	n := len(out[0])
	intake, finishing, meetings, length := in[0][:n], in[1][:n], in[2][:n], in[3][:n]
	before, leader, caseworker, attendants := in[4][:n], in[5][:n], in[6][:n], in[7][:n]
	growth, fee, rent, rate := in[8][:n], in[9][:n], in[10][:n], in[11][:n]
	whole, present, perCompleted, share := out[0][:n], out[1][:n], out[2][:n], out[3][:n]
	for i := range n {
		started1, completing := intake[i], finishing[i]
		started2, started3, started4, started5 := float64(started1*2), float64(started1*3), float64(started1*4), float64(started1*5)
		completed := float64(started2*completing) + float64(started1*completing)
		completed = float64(started3*completing) + completed
		completed = float64(started4*completing) + completed
		completed = float64(started5*completing) + completed

		wage := leader[i] + caseworker[i]
		teamHour := float64(wage * 1.12)
		planning := float64(wage * 134.4)
		atMeeting := float64(length[i] * (teamHour + float64(attendants[i]*324.8) + 100))
		perFamily := float64(meetings[i] * (atMeeting + float64(before[i]*teamHour)))
		travel := float64(float64(meetings[i]*attendants[i]) * 131.4)

		wages1 := growth[i] + 1
		wages2 := float64(wages1 * wages1)
		wages3 := float64(wages1 * wages2)
		wages4 := float64(wages1 * wages3)
		training, rooms := fee[i], rent[i]
		courses := float64(training * 3)

		operating1 := rooms + (float64(started1*perFamily) + float64(started1*travel))
		operating2 := float64(wages1*float64(started2*perFamily)) + float64(float64(started2*travel)*1.018) + float64(rooms*2.036)
		operating3 := float64(wages2*float64(started3*perFamily)) + float64(float64(started3*travel)*1.036324) + float64(rooms*3.108972)
		operating4 := float64(wages3*float64(started4*perFamily)) + float64(float64(started4*travel)*1.054977832) + float64(rooms*4.219911328)
		operating5 := float64(wages4*float64(started5*perFamily)) + float64(float64(started5*travel)*1.073967432976) + float64(rooms*5.36983716488)

		year1 := planning + (courses + float64(training*0.45)) + operating1 + 27_000 + float64(started1*85)
		year2 := float64(planning*wages1) + (courses + float64(training*0.9)) + operating2 + 27_000 + float64(started1*173.06)
		year3 := float64(planning*wages2) + (courses + float64(training*1.35)) + operating3 + 27_000 + float64(started1*264.26262)
		year4 := float64(planning*wages3) + (courses + float64(training*1.8)) + operating4 + 54_000 + float64(started1*358.69246288)
		year5 := float64(planning*wages4) + (courses + float64(training*2.25)) + operating5 + 54_000 + float64(started1*456.4361590148)

		discount := rate[i] + 1
		discount2 := float64(discount * discount)
		discount3 := float64(discount * discount2)
		allYears := year1 + year2 + year3 + year4 + year5
		whole[i] = allYears
		present[i] = year1 + year2/discount + year3/discount2 + year4/discount3 + year5/float64(discount*discount3)
		perCompleted[i] = allYears / completed
		share[i] = (operating1 + operating2 + operating3 + operating4 + operating5) / allYears
	}
}
