package deadline
import ("testing";"os";"strings";"fmt";"koubo/opportunity/jdate";"bufio")
func TestZZ(t *testing.T){
 f,_:=os.Open("/tmp/lay/q.txt"); sc:=bufio.NewScanner(f)
 for sc.Scan(){ l:=strings.ReplaceAll(sc.Text(),"\\n","\n"); l=strings.ReplaceAll(l,"\\t","\t")
  cal:=jdate.Calendar{}; cal.Ref="2026-11-10"
  fmt.Println("##",l)
  for _,e:=range Explain(l,cal){ fmt.Printf("   %q %s roles=%v label=%q rule=%q %s\n",e.Words,e.Day,e.Roles,e.Label,e.Rule,e.Outcome)}
  s:=Read(l,cal); for _,d:=range s.Deadlines{fmt.Printf("   => %s %s%s~%s%s\n",d.Role,d.Start,d.StartTime,d.End,d.EndTime)}; for _,m:=range s.Mentions{fmt.Println("   mention",m)}; fmt.Println("   doubts",s.Doubts)
 }
}
