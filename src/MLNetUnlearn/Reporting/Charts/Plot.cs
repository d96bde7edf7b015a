namespace MLNetUnlearn.Reporting.Charts;

/// <summary>The frame of a chart: axes, their numbers and their names.</summary>
internal sealed class Plot
{
    public const double Width = 600;
    public const double Height = 350;

    private const double Left = 52;
    private const double Top = 34;
    private const double Below = 46;

    /// <summary>A frame whose axes hold all of the given values.</summary>
    /// <param name="x">Values of the lower axis.</param>
    /// <param name="y">Values of the left axis.</param>
    /// <param name="right">Pixels kept free at the right, for labels.</param>
    /// <param name="logarithmic">Whether the lower axis is.</param>
    public Plot(IEnumerable<double> x, IEnumerable<double> y, double right, bool logarithmic = false)
    {
        Frame = new(Left, Top, Width - Left - right, Height - Top - Below);
        X = logarithmic ? Scale.Log(x, Frame.Left, Frame.Right) : Scale.Linear(x, Frame.Left, Frame.Right);
        Y = Scale.Linear(y, Frame.Bottom, Frame.Top);
    }

    public Svg Svg { get; } = new();

    public Scale X { get; }

    public Scale Y { get; }

    public Box Frame { get; }

    /// <summary>Draws grid, numbers and names; first, so that all else is above.</summary>
    public void Axes(string xName, string yName)
    {
        foreach (var tick in Y.Ticks)
        {
            Svg.Line(Frame.Left, Y[tick], Frame.Right, Y[tick], "grid");
            Svg.Text(Frame.Left - 8, Y[tick] + 4, Y.Text(tick), "soft", "end");
        }
        Svg.Line(Frame.Left, Frame.Bottom, Frame.Right, Frame.Bottom, "axis");
        foreach (var tick in X.Ticks)
            Svg.Line(X[tick], Frame.Bottom, X[tick], Frame.Bottom + 5, "axis");
        foreach (var tick in Labels.WithRoom(X))
            Svg.Text(X[tick], Frame.Bottom + 19, X.Text(tick), "soft", "middle");
        Svg.Text(0, 14, yName, "soft");
        Svg.Text(Frame.Right, Height - 8, xName, "soft", "end");
    }

    /// <summary>The finished drawing.</summary>
    public Chart ToChart(string id, string title, string description) => new(id, title, description, Width, Height, Svg.Elements);
}
