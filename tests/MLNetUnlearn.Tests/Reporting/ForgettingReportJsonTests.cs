using MLNetUnlearn.Evaluation.Membership;
using MLNetUnlearn.Reporting;
using MLNetUnlearn.Tests.Support;

namespace MLNetUnlearn.Tests.Reporting;

[TestClass]
public sealed class ForgettingReportJsonTests
{
    [TestMethod]
    public void What_was_written_is_read()
    {
        using var folder = new TempFolder();
        Reports.Full.WriteJson(folder.File("a.json"));

        var read = ForgettingReport.ReadJson(folder.File("a.json"));
        read.WriteJson(folder.File("b.json"));

        Assert.AreEqual(File.ReadAllText(folder.File("a.json")), File.ReadAllText(folder.File("b.json")));
        Assert.AreEqual(1, read.FormatVersion);
        Assert.AreEqual("Three models", read.Title);
        Assert.AreEqual(0.6, read.Runs[2].Figures[Reports.Hit]);
        Assert.AreEqual(ModelRole.Unlearned, read.Runs[2].Role);
        Assert.AreEqual(new CurvePoint(10, 1, 2.5, 0.75, 0.35, 0.7, 0.5), read.Runs[2].Curve[1]);
        Assert.AreEqual(new RocPoint(0.25, 0.75), read.Runs[0].Roc[1]);
        Assert.AreEqual("0.001", read.Runs[2].Settings["LearningRate"]);
        Assert.AreEqual(new SweepPoint(2, "weight 2"), read.Sweeps[0].Points[1]);
        Assert.AreEqual("unlearned", read.Ablations[0].RunNames[1]);
        Assert.AreEqual(0.3, read.Streams[0].Points[1].Model[Reports.Hit]);
        Assert.AreEqual(Reports.Full.Setting.Environment, read.Setting.Environment);
        Assert.AreEqual(Reports.Full.Setting.Dataset, read.Setting.Dataset);
        Assert.AreEqual(new DateOnly(2026, 3, 4), read.Setting.Date);
        Assert.HasCount(2, Directory.GetFiles(folder.Path));
    }

    [TestMethod]
    public void The_file_is_readable_and_leaves_out_what_is_not_there()
    {
        using var folder = new TempFolder();
        var run = Reports.Run("é", ModelRole.Original, 7, (Reports.Recall, 0.25)) with { Curve = [new(5, Loss: 1.5)] };

        new ForgettingReport { Runs = [run] }.WriteJson(folder.File("a.json"));

        Assert.AreEqual("""
            {
              "FormatVersion": 1,
              "Title": "Did it really forget?",
              "Setting": {
                "Protocols": [],
                "Notes": []
              },
              "Runs": [
                {
                  "Name": "é",
                  "Role": "Original",
                  "Seed": 7,
                  "Figures": {
                    "recall@10": 0.25
                  },
                  "Curve": [
                    {
                      "Step": 5,
                      "Loss": 1.5
                    }
                  ],
                  "Roc": [],
                  "Settings": {}
                }
              ],
              "Sweeps": [],
              "Ablations": [],
              "Streams": []
            }

            """, File.ReadAllText(folder.File("a.json")));
    }

    [TestMethod]
    [DataRow("{\"FormatVersion\": 2, \"New\": true}",
        "has FormatVersion 2; this version of MLNetUnlearn reads reports of FormatVersion 1 to 1.")]
    [DataRow("{\"FormatVersion\": 0}", "has FormatVersion 0; this version of MLNetUnlearn reads reports of FormatVersion 1 to 1.")]
    [DataRow("{\"FormatVersion\": \"1\"}", "has FormatVersion \"1\"; this version of MLNetUnlearn reads reports of FormatVersion 1 to 1.")]
    [DataRow("{\"Title\": \"x\"}", "has no FormatVersion; this version of MLNetUnlearn reads reports of FormatVersion 1 to 1.")]
    [DataRow("[]", "has no FormatVersion; this version of MLNetUnlearn reads reports of FormatVersion 1 to 1.")]
    [DataRow("{\"FormatVersion\": 1, \"Titel\": \"x\"}", "is damaged, or no ForgettingReport: ")]
    [DataRow("{\"FormatVersion\": 1, \"Title\": null}", "is damaged, or no ForgettingReport: ")]
    [DataRow("{\"FormatVersion\": 1, \"Runs\": [", "is damaged, or no ")]
    [DataRow("", "is damaged, or no ")]
    [DataRow("{\"FormatVersion\": 1, \"Sweeps\": [{\"Title\": \"s\", \"Parameter\": \"p\", \"Points\": [{\"Value\": 1, \"RunName\": "
        + "\"r\"}]}]}",
        "is no report: Sweep 's' names the run 'r', which is not there.")]
    public void Other_files_are_refused_by_name(string content, string message)
    {
        using var file = new TempFile(content);

        var error = Assert.ThrowsExactly<FormatException>(() => ForgettingReport.ReadJson(file.Path));

        StringAssert.StartsWith(error.Message, $"'{file.Path}' {message}");
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.ThrowsExactly<FileNotFoundException>(() => ForgettingReport.ReadJson("not-there.json"));
        StringAssert.Contains(error.Message, "not-there.json");
    }

    [TestMethod]
    public void The_machine_is_told()
    {
        var current = ReportEnvironment.Current;

        StringAssert.StartsWith(current.Library, "MLNetUnlearn 0.");
        Assert.AreEqual(Told(typeof(Microsoft.ML.MLContext)), current.MLNet);
        Assert.MatchesRegex(@"^(TorchSharp|MLNetUnlearn\.Engine) \d+\.\d+\.\d+$", current.Tensors);
        StringAssert.StartsWith(current.Runtime, ".NET ");
        Assert.AreNotEqual("", current.OperatingSystem);
        StringAssert.Contains(current.Processor, System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString());
        Assert.AreEqual(Environment.ProcessorCount, current.Cores);

        // The file's, which is the package's: ML.NET's assemblies all are of version 1.0.0.0.
        static string Told(Type type) => $"{type.Assembly.GetName().Name} "
            + System.Diagnostics.FileVersionInfo.GetVersionInfo(type.Assembly.Location).ProductVersion!.Split('+')[0];
    }
}
