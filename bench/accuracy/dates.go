package accuracy

import (
	"slices"
	"strings"

	"koubo/opportunity"
)

// labelledDate is a dated step as the labels hold it.
type labelledDate struct {
	Role, Start, End string
	StartTime        string `json:"start_time"`
	EndTime          string `json:"end_time"`
}

func (d labelledDate) key() string { return d.Role + " " + d.days() }

func (d labelledDate) days() string {
	return strings.TrimSpace(d.Start+" "+d.StartTime) + "~" + strings.TrimSpace(d.End+" "+d.EndTime)
}

func labelled(d opportunity.Deadline) labelledDate {
	return labelledDate{Role: string(d.Role), Start: string(d.Start), StartTime: string(d.StartTime), End: string(d.End), EndTime: string(d.EndTime)}
}

func (d labelledDate) isMain() bool { return opportunity.Role(d.Role).HasLastDay() }

// compareDates adds the fields of dates to the case, and which role was taken for which.
func (c *Case) compareDates(read []opportunity.Deadline, wanted []labelledDate) {
	all, important := Field{Name: AllDates, Words: map[string]string{}}, Field{Name: MainDates}
	var mine []labelledDate
	for _, d := range read {
		l := labelled(d)
		if slices.Contains(all.Read, l.key()) {
			continue
		}
		mine = append(mine, l)
		all.Read = append(all.Read, l.key())
		all.Words[l.key()] = d.Evidence
		if l.isMain() {
			important.Read = append(important.Read, l.key())
		}
	}
	for _, d := range wanted {
		all.Wanted = append(all.Wanted, d.key())
		if d.isMain() {
			important.Wanted = append(important.Wanted, d.key())
		}
	}
	c.Fields = append(c.Fields, all, important)
	c.Fields = append(c.Fields, rolesOf(mine, wanted)...)
	c.confuseRoles(without(all.Read, all.Wanted), without(all.Wanted, all.Read))
}

// rolesOf tallies each role for itself.
func rolesOf(read, wanted []labelledDate) (fields []Field) {
	at := func(role string) *Field {
		name := roleIndent + role
		for n := range fields {
			if fields[n].Name == name {
				return &fields[n]
			}
		}
		fields = append(fields, Field{Name: name, Aside: true})
		return &fields[len(fields)-1]
	}
	for _, d := range read {
		f := at(d.Role)
		f.Read = append(f.Read, d.days())
	}
	for _, d := range wanted {
		f := at(d.Role)
		f.Wanted = append(f.Wanted, d.days())
	}
	return fields
}

// confuseRoles pairs what was read falsely with what was missed on the same days: there the role alone is wrong.
func (c *Case) confuseRoles(falsely, missed []string) {
	for _, f := range falsely {
		role, days, _ := strings.Cut(f, " ")
		at := slices.IndexFunc(missed, func(m string) bool { return strings.HasSuffix(m, " "+days) })
		if at < 0 {
			at = slices.IndexFunc(missed, func(m string) bool { return strings.HasPrefix(m, role+" ") })
		}
		wanted := ""
		if at >= 0 {
			wanted, _, _ = strings.Cut(missed[at], " ")
			missed = slices.Delete(slices.Clone(missed), at, at+1)
		}
		if wanted == role {
			c.confused = append(c.confused, Confusion{Field: "role", Wanted: role, Read: role + " (other days)"})
			continue
		}
		c.confuse("role", role, wanted)
	}
	for _, m := range missed {
		role, _, _ := strings.Cut(m, " ")
		c.confuse("role", "", role)
	}
}
