package pdf

import (
	"math"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"koubo/parsers/pdf/layout"
)

const (
	maxObjects  = 6_000 // of one page that are looked at for ruling lines
	maxSegments = 400   // of one path
	maxRules    = 4_000 // of one page
	thickest    = 3.0   // points that a ruling line measures across
	shortest    = 4.0   // points that it measures along
)

// rulesOf returns the lines that are drawn on a page from left to right and from top to bottom, the borders of its tables, and
// the edges of each shape that is filled alone.
func rulesOf(instance pdfium.Pdfium, page requests.Page, turned turn) (rules []layout.Rule, fills [][]layout.Rule) {
	count, err := instance.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return nil, nil
	}
	all := 0
	for i := range min(count.Count, maxObjects) {
		object, err := instance.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		kind, err := instance.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_PATH {
			continue
		}
		var edges []layout.Rule
		for _, e := range edgesOfPath(instance, object.PageObject) {
			x1, y1 := turned.apply(e.x1, e.y1)
			x2, y2 := turned.apply(e.x2, e.y2)
			edges = append(edges, layout.Rule{Left: math.Min(x1, x2), Right: math.Max(x1, x2), Bottom: math.Min(y1, y2), Top: math.Max(y1, y2)})
		}
		if len(edges) == 0 {
			continue
		}
		if mode, err := instance.FPDFPath_GetDrawMode(&requests.FPDFPath_GetDrawMode{PageObject: object.PageObject}); err == nil && !mode.Stroke {
			fills = append(fills, edges)
		} else {
			rules = append(rules, edges...)
		}
		if all += len(edges); all > maxRules {
			break
		}
	}
	return rules, fills
}

// edge is a line from one point to another.
type edge struct{ x1, y1, x2, y2 float64 }

// edgesOfPath returns the lines of one path: itself where it is thin, else its straight segments.
func edgesOfPath(instance pdfium.Pdfium, path references.FPDF_PAGEOBJECT) []edge {
	bounds, err := instance.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: path})
	if err != nil {
		return nil
	}
	left, right, bottom, top := float64(bounds.Left), float64(bounds.Right), float64(bounds.Bottom), float64(bounds.Top)
	wide, high := right-left, top-bottom
	switch {
	case math.Max(wide, high) < shortest:
		return nil
	case high <= thickest:
		return []edge{{left, (top + bottom) / 2, right, (top + bottom) / 2}}
	case wide <= thickest:
		return []edge{{(left + right) / 2, bottom, (left + right) / 2, top}}
	}
	matrix, err := instance.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: path})
	if err != nil {
		return nil
	}
	m := matrix.Matrix
	points := pointsOf(instance, path)
	for i, p := range points {
		points[i].x, points[i].y = float64(m.A)*p.x+float64(m.C)*p.y+float64(m.E), float64(m.B)*p.x+float64(m.D)*p.y+float64(m.F)
	}
	return edgesOf(points)
}

// point is a corner of a path; begins says that no line leads to it from the one before.
type point struct {
	x, y   float64
	begins bool
}

// pointsOf returns the corners of a path. A curve ends in a point that begins.
func pointsOf(instance pdfium.Pdfium, path references.FPDF_PAGEOBJECT) (points []point) {
	count, err := instance.FPDFPath_CountSegments(&requests.FPDFPath_CountSegments{PageObject: path})
	if err != nil {
		return nil
	}
	start := 0
	for i := range min(count.Count, maxSegments) {
		segment, err := instance.FPDFPath_GetPathSegment(&requests.FPDFPath_GetPathSegment{PageObject: path, Index: i})
		if err != nil {
			return points
		}
		at, err := instance.FPDFPathSegment_GetPoint(&requests.FPDFPathSegment_GetPoint{PathSegment: segment.PathSegment})
		if err != nil {
			return points
		}
		kind, err := instance.FPDFPathSegment_GetType(&requests.FPDFPathSegment_GetType{PathSegment: segment.PathSegment})
		if err != nil {
			return points
		}
		begins := kind.Type != enums.FPDF_SEGMENT_LINETO
		if kind.Type == enums.FPDF_SEGMENT_MOVETO {
			start = len(points)
		}
		points = append(points, point{float64(at.X), float64(at.Y), begins})
		if closes, err := instance.FPDFPathSegment_GetClose(&requests.FPDFPathSegment_GetClose{PathSegment: segment.PathSegment}); err == nil && closes.IsClose && start < len(points) {
			points = append(points, point{x: points[start].x, y: points[start].y})
		}
	}
	return points
}

// edgesOf returns the lines between corners that run across or down.
func edgesOf(points []point) (edges []edge) {
	const slant = 0.5
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		wide, high := math.Abs(a.x-b.x), math.Abs(a.y-b.y)
		if !b.begins && math.Max(wide, high) >= shortest && math.Min(wide, high) < slant {
			edges = append(edges, edge{a.x, a.y, b.x, b.y})
		}
	}
	return edges
}
