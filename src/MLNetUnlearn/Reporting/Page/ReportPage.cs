using MLNetUnlearn.Reporting.Charts;

namespace MLNetUnlearn.Reporting.Page;

/// <summary>The page, from the answer to the details: one file that loads nothing. It is well-formed XML, too.</summary>
internal sealed class ReportPage
{
    private readonly Html _html = new();
    private readonly ReportView _view;
    private readonly ReportCharts _charts;

    private ReportPage(ReportView view)
    {
        _view = view;
        _charts = new(view);
    }

    /// <summary>The whole page.</summary>
    public static string Of(ReportView view) => new ReportPage(view).Document();

    private string Document()
    {
        _html.Raw("<!DOCTYPE html>\n").Element("html", "lang=\"en\"", () =>
        {
            _html.Element("head", "", () => _html
                .Raw("<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .Raw("<meta name=\"color-scheme\" content=\"light dark\"/>\n").Text("title", _view.Report.Title)
                .Raw($"<style>\n{ChartStyle.Variables}\n{ChartStyle.Rules}\n{PageStyle.Rules}\n</style>\n"));
            _html.Element("body", "", () =>
            {
                _html.Element("header", "", () => Answer.Write(_html, _view));
                _html.Element("main", "", Main);
            });
        });
        return _html.ToString();
    }

    private void Main()
    {
        Verdicts();
        foreach (var group in _view.Metrics.GroupBy(metric => metric.Group))
            Group(group.Key, [.. group]);
        Section("Weights and options", "How the outcome moves with one option.", _charts.Sweeps);
        Section("With and without", "What the parts of a method do.", _charts.Ablations);
        Section("Request after request", "Requests come one by one; errors must not add up.", _charts.Streams);
        Section("On the way", "How training and unlearning went.", _charts.Curves);
        Setting();
    }

    private void Verdicts()
    {
        if (_view.Models.Count == 0)
            return;
        _html.Element("section", "", () =>
        {
            _html.Text("h2", "At a glance");
            if (_charts.TradeOff is { } chart)
                Figure(chart, "wide");
            VerdictTable.Write(_html, _view);
        });
    }

    private void Group(MetricGroup group, ReportMetric[] metrics) => _html.Element("section", "", () =>
    {
        var (title, question) = Questions.Of(group);
        _html.Text("h2", title).Text("p", question, "class=\"soft\"");
        MetricTable.Write(_html, _view, title, [.. metrics.Where(metric => !metric.IsDetail)]);
        var details = metrics.Where(metric => metric.IsDetail).ToArray();
        if (details.Length > 0)
        {
            _html.Element("details", "", () =>
            {
                _html.Text("summary", "More figures");
                MetricTable.Write(_html, _view, $"{title}, more figures", details);
            });
        }
        if (group == MetricGroup.Attack && _charts.Roc is { } roc)
            Figure(roc, "wide");
        if (group == MetricGroup.Cost && _charts.Cost is { } cost)
            Figure(cost, "wide");
    });

    private void Section(string title, string words, IReadOnlyList<Chart> charts)
    {
        if (charts.Count == 0)
            return;
        _html.Element("section", "", () =>
        {
            _html.Text("h2", title).Text("p", words, "class=\"soft\"");
            if (charts.Count == 1)
            {
                Figure(charts[0], "wide");
                return;
            }
            _html.Element("div", "class=\"charts\"", () =>
            {
                foreach (var chart in charts)
                    Figure(chart, "");
            });
        });
    }

    private void Figure(Chart chart, string style) => _html.Element("figure", style.Length == 0 ? "" : $"class=\"{style}\"", () =>
    {
        _html.Text("h3", chart.Title).Scrolling(chart.Title, () => _html.Raw($"{chart.Inline}\n"))
            .Text("figcaption", chart.Description);
        if (chart.Table is { } table)
            FigureTable.Write(_html, chart.Title, table);
    });

    private void Setting() => _html.Element("section", "", () =>
    {
        _html.Text("h2", "What was measured, on what");
        _html.Element("dl", "class=\"facts\"", () =>
        {
            foreach (var (name, value) in SettingText.Rows(_view))
                _html.Text("dt", name).Text("dd", value);
        });
        RunSettings();
        _html.Text("h3", "Limits");
        _html.Element("ul", "", () =>
        {
            foreach (var limit in Limits.Of(_view))
                _html.Text("li", limit);
        });
    });

    private void RunSettings()
    {
        var models = _view.Models.Where(model => model.Runs[0].Settings.Count > 0).ToArray();
        if (models.Length == 0)
            return;
        _html.Element("details", "", () =>
        {
            _html.Text("summary", "Options of the models");
            _html.Element("dl", "class=\"facts\"", () =>
            {
                foreach (var model in models)
                {
                    _html.Text("dt", model.Name)
                        .Text("dd", string.Join(", ", model.Runs[0].Settings.Select(setting => $"{setting.Key} = {setting.Value}")));
                }
            });
        });
    }
}
