-- The formulas of testdata/bench/meetings.cost, those by year in a loop.
local professional, overhead, turnover, staff, laptop, price_growth = 290, 0.12, 0.15, 3, 9000, 0.018
local interpreter, interpreted, kilometres, per_kilometre, planning, folder = 400, 0.25, 60, 2.19, 120, 85
local active, begun, renewed = { 1, 2, 3, 4, 5 }, { 1, 1, 1, 1, 1 }, { 0, 0, 0, 1, 1 }

return function(intake, finishing, meetings, length, before, leader, caseworker, attendants, wage_growth, fee, rent, rate)
  local team_hour = (leader + caseworker) * (1 + overhead)
  local attended_hour = attendants * professional * (1 + overhead)
  local spoken_hour = interpreted * interpreter
  local at_meeting = length * (team_hour + attended_hour + spoken_hour)
  local prepared = before * team_hour
  local per_family = meetings * (at_meeting + prepared)
  local travel = meetings * attendants * kilometres * per_kilometre

  local all_years, present, all_completed, operating = 0, 0, 0, 0
  local wages, prices, discount = 1, 1, 1
  for year = 1, 5 do
    local started = active[year] * intake
    all_completed = all_completed + started * finishing

    local plan_cost = planning * team_hour * begun[year]
    local course_fees = staff * fee * begun[year]
    local replaced = staff * turnover * active[year] * fee
    local training_cost = course_fees + replaced
    local meeting_cost = started * per_family * wages
    local travel_cost = started * travel * prices
    local rent_cost = active[year] * rent * prices
    local operating_cost = meeting_cost + travel_cost + rent_cost
    local invested = staff * laptop * (begun[year] + renewed[year])
    local other_cost = started * folder * prices
    local in_year = plan_cost * wages + training_cost + operating_cost + invested + other_cost

    all_years = all_years + in_year
    present = present + in_year / discount
    operating = operating + operating_cost
    wages, prices, discount = wages * (1 + wage_growth), prices * (1 + price_growth), discount * (1 + rate)
  end
  return all_years, present, all_years / all_completed, operating / all_years
end
