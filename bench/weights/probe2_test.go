package main
import ("testing";"fmt";"os";"strings";"koubo/opportunity/extract/deadline/weigh";"koubo/opportunity/extract/deadline/role";"koubo/opportunity")
func TestProbe2(t *testing.T) {
	sets, err := readSets(os.Getenv("LAB"))
	if err != nil { t.Fatal(err) }
	tab := map[string][4]int{}
	for _, s := range sets {
		if os.Getenv("SET")!="" && !strings.Contains(os.Getenv("SET"), s.name) { continue }
		w := weigh.Learn(together(sets, s.name), defaultPull)
		for _, e := range append(s.odd, s.even...) {
			j:=w.Judge(e.Statement)
			kind:="nil"
			var r opportunity.Role = weigh.None
			if len(e.Rules)>1 { continue }
			if len(e.Rules)==1 { r=e.Rules[0]; if r==role.None { r=weigh.None; kind="none" } else if isMain(r) {kind="main"} else {kind="other"} }
			if j[0].Class==r { continue }
			b:="<.7"
			switch { case j[0].P>=.97: b=".97"; case j[0].P>=.94: b=".94"; case j[0].P>=.9: b=".9"; case j[0].P>=.85: b=".85"; case j[0].P>=.8: b=".8"; case j[0].P>=.7: b=".7" }
			to:="other"; if j[0].Class==weigh.None {to="none"} else if isMain(j[0].Class) {to="main"}
			k:=kind+" -> "+to+" "+b
			v:=tab[k]
			switch { case e.Class==j[0].Class: v[0]++; case e.Class==r: v[1]++; default: v[2]++ }
			tab[k]=v
			if os.Getenv("SHOW")==kind+">"+to && j[0].P>=.8 { fmt.Printf("%s: rules %s model %s %.2f truth %s | cell %s above %s item %s H %s | %s【%s】%s\n", s.name, r, j[0].Class, j[0].P, e.Class, e.Cell, e.Above, e.Item, e.Heading, e.Before, max(e.Date.Start,e.Date.End), e.Rest) }
		}
	}
	for _, a := range []string{"nil","none","main","other"} { for _, b := range []string{"none","main","other"} { for _, c := range []string{".97",".94",".9",".85",".8",".7","<.7"} { k:=a+" -> "+b+" "+c; if v:=tab[k]; v!=[4]int{} { fmt.Println(k, "model right", v[0], "rules right", v[1], "neither", v[2]) } } } }
}
