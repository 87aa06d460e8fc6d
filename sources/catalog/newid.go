package catalog

import (
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strings"

	"koubo/sources/check"
	"koubo/sources/municipality"
)

// kindLabels are labels of hosts that name no body by themselves.
var kindLabels = []string{"www", "www2", "city", "town", "vill", "village", "pref", "metro", "lg", "jp", "com", "net", "org", "ne", "or", "co", "gr", "go"}

// NewID returns an id for a source of a body whose site is at an address, in the form of the catalogue's: prefecture and
// body in romaji as its host writes them, okinawa-naha, with a number where it is taken.
func NewID(body municipality.Body, address string, taken func(id string) bool) string {
	prefecture := romanPrefecture(body.Code[:2])
	name := "pref"
	if body.Kind != "prefecture" {
		name = hostName(address, prefecture)
	}
	if name == "" {
		name = body.Code
	}
	first := prefecture + "-" + name
	id := first
	for n := 2; taken(id); n++ {
		id = fmt.Sprintf("%s-%d", first, n)
	}
	return id
}

// hostName is the label of a host that names its body: naha of www.city.naha.okinawa.jp; "" where there is none.
func hostName(address, prefecture string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	for at := len(labels) - 1; at >= 0; at-- { // the registered name stands right of what it is divided into
		label := labels[at]
		if slices.Contains(kindLabels, label) || label == prefecture || strings.Trim(label, "0123456789") == "" {
			continue
		}
		for _, kind := range []string{"city-", "town-", "vill-", "pref-"} {
			label = strings.TrimPrefix(label, kind)
		}
		for _, kind := range []string{"-city", "-town", "-vill", "-cho", "-machi"} {
			label = strings.TrimSuffix(label, kind)
		}
		if check.ID(label) == nil {
			return label
		}
	}
	return ""
}

// romanPrefecture is the name of a prefecture in romaji, as the catalogue's file has it.
func romanPrefecture(code string) string {
	names, err := fs.Glob(files, code+"-*.yaml")
	if err != nil || len(names) != 1 {
		return "body"
	}
	return strings.TrimSuffix(strings.TrimPrefix(names[0], code+"-"), ".yaml")
}
