package detail
import ("testing";"os";"fmt";"koubo/parsers/page")
func TestDraftX(t *testing.T){ b,_:=os.ReadFile(os.Getenv("PG")); d,err:=Read(page.Page{URL:"https://a.example/x.html",Body:b}); fmt.Println(err, "PUB", d.Published, "UPD", d.Updated, "TITLE", d.Title, "CONTACT", fmt.Sprintf("%+v",d.Contact)); fmt.Println(d.Text) }
