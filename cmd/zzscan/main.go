package main
import ("fmt";"os";"path/filepath";"strings";"koubo/parsers/list";"koubo/parsers/page")
func main(){ n,h:=0,0
 for _,root:=range os.Args[1:] { filepath.Walk(root,func(p string,i os.FileInfo,e error)error{
  if e!=nil||i.IsDir()||!(strings.HasSuffix(p,".html")||strings.HasSuffix(p,".htm")) {return nil}
  b,_:=os.ReadFile(p); n++
  l,err:=list.Read(page.Page{URL:"https://x.example.jp/a/"+filepath.Base(p),Body:b},list.Options{})
  if err!=nil {return nil}
  for _,d:=range l.Drafts { if d.InList { h++; fmt.Println(p,"|",d.Title,"|",d.Published,"|",d.Fields,d.Categories) } }
  return nil})}
 fmt.Println(n,h)}
