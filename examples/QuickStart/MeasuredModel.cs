using MLNetUnlearn.Costs;
using MLNetUnlearn.Recommenders;
using MLNetUnlearn.Reporting;

namespace QuickStart;

/// <summary>A model, what it took to make it, and how that went.</summary>
internal sealed record MeasuredModel(SequentialRecommenderTransformer Model, UnlearningCost Cost, IReadOnlyList<CurvePoint> Curve);
