package web

import (
	"koubo/sources"
)

func prefectureName(code string) string {
	for _, p := range sources.Bodies().Prefectures() {
		if p.Code == code {
			return p.Name
		}
	}
	return code
}

// prefectureNames lists the 47 in the order of their codes.
func prefectureNames() []string {
	var names []string
	for _, p := range sources.Bodies().Prefectures() {
		names = append(names, p.Name)
	}
	return names
}

func issuerName(code string) string {
	if body, ok := sources.Bodies().ByCode(code); ok {
		return body.FullName()
	}
	return code
}
