package sources

import "time"

// Field is something that a source's records have or lack, or the rows of its lists. Its name is the key that says where it stands: of a
// row under selectors, of the others under selectors.fields.
type Field string

const (
	FieldDeadline  Field = "deadline"  // of a call
	FieldBudget    Field = "budget"    // of a call
	FieldContact   Field = "contact"   // of a call
	FieldPublished Field = "published" // of any announcement
	FieldDate      Field = "date"      // of a row of a list
	FieldTitle     Field = "title"     // of a row: one that may be an opportunity's
)

// Fields lists all fields, the most important first.
func Fields() []Field {
	return []Field{FieldDeadline, FieldTitle, FieldDate, FieldPublished, FieldContact, FieldBudget}
}

// FieldHistory is how often a source gave a field, and how often it does of late.
type FieldHistory struct {
	Usual  float64   `json:"usual"`         // share that had it, of those before the recent ones
	Of     int       `json:"of"`            // how many Usual was taken from, up to a limit
	Recent string    `json:"recent"`        // the latest, oldest first: 1 has it, 0 lacks it
	Lost   time.Time `json:"lost,omitzero"` // since when it is given far more seldom than usual; zero where it is not
}

// Share returns how many of the recent ones have the field, and how many those are.
func (h FieldHistory) Share() (with, of int) {
	for _, r := range h.Recent {
		if r == '1' {
			with++
		}
	}
	return with, len(h.Recent)
}
