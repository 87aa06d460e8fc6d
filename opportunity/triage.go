package opportunity

// Triage says whether a listed title may announce an opportunity or a stage of one (result, answers, amendment), and
// why not: a short reason to count by, "" when kept. The address and the categories of a feed entry count as hints.
func Triage(title, url string, categories []string) (keep bool, why string) {
	return true, ""
}
