package wording

import (
	"koubo/sources/municipality"
)

// PrefectureName names a prefecture by its 2 digits, which stand for one that is none.
func PrefectureName(code string) string {
	for _, p := range municipality.All().Prefectures() {
		if p.Code == code {
			return p.Name
		}
	}
	return code
}

// PrefectureNames lists the 47 in the order of their codes.
func PrefectureNames() []string {
	var names []string
	for _, p := range municipality.All().Prefectures() {
		names = append(names, p.Name)
	}
	return names
}

// IssuerName names a body by its 6 digits, which stand for one that is unknown.
func IssuerName(code string) string {
	if body, ok := municipality.All().ByCode(code); ok {
		return body.FullName()
	}
	return code
}
