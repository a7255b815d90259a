// Package eval compiles and runs cost scripts in a Go program.
//
//	program, err := eval.Compile("model.cost", src)        // err is a diag.List
//	result, err := program.Run(ctx, eval.Inputs{"wage_level": "120%"})
//	figure, ok := result.Output("per_completed")           // an exact decimal and its unit
//
// # Where to look
//
//   - A script is compiled by [Compile], or with other scripts and data of a file system by [CompileFS]. An [Option] gives it limits, a context,
//     rows from memory ([WithRows]), functions and constants of the program ([WithFunc], [WithConst]).
//   - [Program.Run] computes figures from [Inputs] by name; a [RunOption] such as [Under] chooses a scenario. [Bind] names params and outputs by
//     the tags of two structs instead. [Program.Batch] and [Bound.Batch] read many points in floats.
//   - [Program.Report] is everything that the command line prints; [Program.Answer] is one analysis of it. Their tables are of package table.
//   - [Result.Explain] and [Program.Explain] say where a figure comes from, in trees of package explain.
//   - [Program.OneWay], [Program.Together], [Program.Grid], [Program.LeaveOut], [Program.Solve], [Program.Simulate] and [Program.Sweep] ask how a
//     figure moves. What takes long says beforehand what it takes, as an [Estimate].
//   - [Program.Params], [Program.Outputs], [Program.Scenarios] and [Program.Explainable] say what can be asked.
//   - [Program.Against], [Program.Strict] and [Program.Expectations] review a script.
//   - A [Session] is a script that is written and tried piece by piece.
//
// # What holds everywhere
//
// The error of whatever reads a script is a diag.List, found by errors.As: several findings with codes, places and help. That of a context, and
// that of a function which the program lends, is found beside it by errors.Is. Only where [CompileFS] or [Session.Load] cannot read the script
// itself, such as a file that is not there, the error is that of the file system. No panic leaves the package. All work is within [Limits], which are
// safe for scripts of strangers when no option says otherwise. A [Program] and all that is made of it are immutable: any number of goroutines may
// share them, and a [Session] too. Nothing is written, and no state is kept outside of what is returned.
//
// EMBEDDING.md beside this file is the guide, and examples/embed has two programs.
package eval
