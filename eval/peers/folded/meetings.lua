-- The meetings of testdata/bench/meetings.cost, folded by hand.
return function(intake, finishing, meetings, length, before, leader, caseworker, attendants, wage_growth, fee, rent, rate)
  local started2, started3, started4, started5 = intake * 2, intake * 3, intake * 4, intake * 5
  local completed = intake * finishing + started2 * finishing + started3 * finishing + started4 * finishing + started5 * finishing

  local wage = leader + caseworker
  local team_hour = wage * 1.12
  local planning = wage * 134.4
  local at_meeting = length * (team_hour + attendants * 324.8 + 100)
  local per_family = meetings * (at_meeting + before * team_hour)
  local travel = meetings * attendants * 131.4

  local wages1 = wage_growth + 1
  local wages2 = wages1 * wages1
  local wages3 = wages1 * wages2
  local wages4 = wages1 * wages3
  local courses = fee * 3

  local operating1 = intake * per_family + intake * travel + rent
  local operating2 = wages1 * (started2 * per_family) + started2 * travel * 1.018 + rent * 2.036
  local operating3 = wages2 * (started3 * per_family) + started3 * travel * 1.036324 + rent * 3.108972
  local operating4 = wages3 * (started4 * per_family) + started4 * travel * 1.054977832 + rent * 4.219911328
  local operating5 = wages4 * (started5 * per_family) + started5 * travel * 1.073967432976 + rent * 5.36983716488

  local year1 = planning + courses + fee * 0.45 + operating1 + 27000 + intake * 85
  local year2 = planning * wages1 + courses + fee * 0.9 + operating2 + 27000 + intake * 173.06
  local year3 = planning * wages2 + courses + fee * 1.35 + operating3 + 27000 + intake * 264.26262
  local year4 = planning * wages3 + courses + fee * 1.8 + operating4 + 54000 + intake * 358.69246288
  local year5 = planning * wages4 + courses + fee * 2.25 + operating5 + 54000 + intake * 456.4361590148

  local discount = rate + 1
  local discount2 = discount * discount
  local discount3 = discount * discount2
  local all_years = year1 + year2 + year3 + year4 + year5
  local present = year1 + year2 / discount + year3 / discount2 + year4 / discount3 + year5 / (discount * discount3)
  local operating = operating1 + operating2 + operating3 + operating4 + operating5
  return all_years, present, all_years / completed, operating / all_years
end
