package ast

// Cited is a node that may name its source.
type Cited interface {
	Node
	SourceAt() **Text // where the source stands; nil there when it has none
}

// Labelled is a declaration that may have a label behind its name or value.
type Labelled interface {
	Node
	LabelAt() **Text // where the label stands; nil there when it has none
}

// SourceAt implements Cited.
func (n *Norm) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Index) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Data) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Tail) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Set) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Output) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Expect) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *CurrencyItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *PricesItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *HorizonItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *PeriodItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *ValueItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *AboutItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *MoveItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *CourseTeam) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *StartsItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *CourseValue) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *MeetItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *PrepareItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *Cost) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *StaffItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *AmountItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *WagesItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *LifeItem) SourceAt() **Text { return &n.Source }

// SourceAt implements Cited.
func (n *PayerItem) SourceAt() **Text { return &n.Source }

// LabelAt implements Labelled.
func (n *Tail) LabelAt() **Text { return &n.Label }

// LabelAt implements Labelled.
func (n *Team) LabelAt() **Text { return &n.Label }

// LabelAt implements Labelled.
func (n *Course) LabelAt() **Text { return &n.Label }

// LabelAt implements Labelled.
func (n *Session) LabelAt() **Text { return &n.Label }

// LabelAt implements Labelled.
func (n *Category) LabelAt() **Text { return &n.Label }

// LabelAt implements Labelled.
func (n *Output) LabelAt() **Text { return &n.Label }
