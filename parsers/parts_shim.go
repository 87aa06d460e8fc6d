package parsers

type Part struct{ Fragment, Title string }

func Parts(page Page, charset string, wanted []Part) ([]Page, bool) { return nil, false }
