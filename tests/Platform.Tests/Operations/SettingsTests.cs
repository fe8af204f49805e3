using Sakimori.Host;
using Sakimori.TestKit;

namespace Sakimori.Platform.Tests.Operations;

public sealed class SettingsTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("sakimori-settings-").FullName;

    [Fact]
    public void The_command_line_goes_before_the_environment_and_that_before_the_file()
    {
        File.WriteAllText(Path.Combine(folder, SettingsReader.FileName),
            """{ "port": 1001, "smtp-host": "file.example", "mail-from": "a@file.example", "example": true }""");
        var read = SettingsReader.Read(folder, [("port", "1003")],
            [new("SAKIMORI_PORT", "1002"), new("SAKIMORI_SMTP_HOST", "env.example"), new("HOME", "/")]).Value;
        Assert.Equal((1003, "env.example", "a@file.example", true), (read.Port, read.SmtpHost, read.MailFrom, read.Example));
    }

    [Fact]
    public void An_unknown_name_is_an_error_with_the_nearest_right_one()
    {
        File.WriteAllText(Path.Combine(folder, SettingsReader.FileName), """{ "smtphost": "mail.example" }""");
        var faults = SettingsReader.Read(folder, [], [new("SAKIMORI_DATABSE", "x")]).Failure!.Faults;
        Assert.Equal(["smtphost", "SAKIMORI_DATABSE"], faults.Select(f => f.Column!));
        Assert.Equal(["Did you mean smtp-host?", "Did you mean SAKIMORI_DATABASE?"], faults.Select(f => f.Remedy.En));
    }

    [Theory]
    [InlineData("port", "70000")]
    [InlineData("base-url", "portal.example")]
    [InlineData("log-level", "loud")]
    [InlineData("smtp-tls", "yes")]
    [InlineData("mail-from", "nobody")]
    [InlineData("metrics-token", "short")]
    [InlineData("database", "Host")]
    [InlineData("api-key-limit", "-1")]
    public void A_wrong_value_is_named_with_what_would_be_right(string name, string value)
    {
        var fault = Assert.Single(SettingsReader.Read(folder, [(name, value)], []).Failure!.Faults);
        Assert.Equal("--" + name, fault.Column);
        Assert.Equal(name is "metrics-token" or "database" ? "…" : value, fault.Value);
        Assert.NotEmpty(fault.Remedy.Ja);
    }

    [Fact]
    public void A_master_key_that_is_named_must_exist_and_is_never_made_elsewhere_than_in_the_data_folder()
    {
        var named = Path.Combine(folder, "elsewhere.key");
        var fault = Assert.Single(SettingsReader.Read(folder, [("master-key-file", named)], []).Failure!.Faults);
        Assert.Equal(("master-key-file", named), (fault.Column, fault.Value));
        File.WriteAllText(named, "");
        Assert.Equal(new(named, MayMake: false), SettingsReader.Read(folder, [("master-key-file", "elsewhere.key")], []).Value.MasterKey());
        Assert.Equal(new(Path.Combine(folder, "master.key"), MayMake: true), SettingsReader.Read(folder, [], []).Value.MasterKey());
    }

    [Fact]
    public void The_guide_lists_every_setting_as_the_code_knows_it()
    {
        var guide = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "guides", "settings.md"));
        Assert.All(Settings.All, s => Assert.Contains(
            $"| `{s.Name}` | `{s.Variable}` | {s.Meaning.En}<br>{s.Meaning.Ja} | {s.Expected.En} | {s.Default.En} |", guide, StringComparison.Ordinal));
        Assert.Equal(Settings.All.Count, guide.Split('\n').Count(l => l.StartsWith("| `", StringComparison.Ordinal)));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
