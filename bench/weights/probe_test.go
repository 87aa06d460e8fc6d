package main
import ("testing";"fmt";"strings";"os";"koubo/opportunity/extract/deadline/weigh")
func TestProbe(t *testing.T) {
	sets, err := readSets(os.Getenv("LAB"))
	if err != nil { t.Fatal(err) }
	for _, s := range sets {
		if !strings.HasPrefix(s.name, "pages") || os.Getenv("SET")!="" && !strings.Contains(os.Getenv("SET"), s.name) { continue }
		w := weigh.Learn(together(sets, s.name), defaultPull)
		right:=map[int]int{}; wrong:=map[int]int{}
		for _, e := range append(s.odd, s.even...) {
			if len(e.Rules)==0 { if isMain(e.Class) { fmt.Println(s.name,"MISSED", e.Class, w.Judge(e.Statement)[:2], e.Before, e.Date.Start,e.Date.End) }; continue }
			for _, r := range e.Rules { if !isMain(r) { if isMain(e.Class) { j:=w.Judge(e.Statement); fmt.Printf("%s RULES %s want %s: %v  %s|%s|%s\n", s.name, r, e.Class, j[:2], e.Cell, e.Before, e.Behind) }; continue }
				j:=w.Judge(e.Statement)
				b:=int(j.Of(r)*20)
				if r==e.Class { right[b]++; if j.Of(r)<.35 { fmt.Printf("%s right but %s: %v %v cell %s above %s|%s|%s|%s H %s\n", s.name, r, j.Of(r), j[:2], e.Cell,e.Above, e.Before, e.Behind, e.Rest, e.Heading) } } else { wrong[b]++; fmt.Printf("%s WRONG %s is %s: %.3f %v  cell %s above %s|%s|%s H %s\n", s.name, r, e.Class, j.Of(r), j[:2], e.Cell, e.Above, e.Before, e.Behind, e.Heading) }
			}
		}
		fmt.Println(s.name, "right", right, "wrong", wrong)
	}
}
