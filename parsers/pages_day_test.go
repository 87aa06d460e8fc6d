package parsers

import "koubo/opportunity/jdate"

func jdateOf(n [3]int) jdate.Date { return jdate.NewDate(n[0], n[1], n[2]) }
