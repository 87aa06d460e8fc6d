package weigh

func newWeights() *Weights { return &Weights{rows: &table{}, placeOf: map[float32]uint16{}} }

// row returns the weights of a feature, one a class; nil for one that is not known.
func (w *Weights) row(name []byte) []uint16 {
	at, known := w.rows.find(name)
	if !known {
		return nil
	}
	return w.rowAt(at)
}

func (w *Weights) rowAt(at places) []uint16 {
	from := at[w.stage]
	if from < 0 {
		return nil
	}
	return w.weights[from:][:len(w.Classes)]
}

// addTo adds the weights of a row to the sums, one a class.
func (w *Weights) addTo(sums []float64, row []uint16) {
	for class, at := range row {
		sums[class] += w.values[at]
	}
}

// add adds the weights of a feature.
func (w *Weights) add(name string, row []float32) {
	w.rows.set(name, places{int32(len(w.weights)), -1})
	for _, x := range row {
		w.weights = append(w.weights, w.place(x))
	}
}

// place returns the place of a weight among the values. Weights of two decimals have a few thousand.
func (w *Weights) place(x float32) uint16 {
	at, known := w.placeOf[x]
	if !known {
		at = uint16(len(w.values))
		w.placeOf[x], w.values = at, append(w.values, float64(x))
	}
	return at
}
