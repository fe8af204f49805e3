using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Jobs;
using Sakimori.Platform.Privacy;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Architecture.Tests;

/// <summary>
/// A table that may name a person is declared to the register of personal data. What may name one is known by the words of its
/// columns' names: a module that keeps such a column and declares nothing fails here.
/// </summary>
public partial class PersonalDataRules
{
    // Persons, what they are reached by, whoever did something, and free text or documents about them.
    private static readonly HashSet<string> Telling =
    [
        "Account", "Address", "After", "Before", "Body", "By", "Client", "Contact", "Detail", "Device", "Display", "Email", "Family", "Given", "Grantee",
        "Kana", "Mail", "Name", "Note", "Owner", "Parameters", "Person", "Phone", "Reason", "Recipient", "Sender", "Signer", "Subject", "To", "User",
    ];

    // Columns with such a word that say nothing of persons.
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["access_data_protection_key"] = "The name of a key of the server.",
        ["benchmark_statistics"] = "The body is figures about groups of organisations.",
        ["catalogue_file"] = "The name of a file in a catalogue.",
        ["directory_name"] = "The reading of an organisation's name.",
        ["platform_signing_key"] = "The name of a signing key: year and number.",
    };

    [Fact]
    public async Task Every_table_that_may_name_a_person_is_declared_or_excepted_with_a_reason()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var declared = portal.Services.GetServices<PersonalData>().SelectMany(d => d.Tables).ToHashSet();
        var tables = Tables();
        Assert.True(tables.Count > 30, $"Only {tables.Count} tables were found.");
        Assert.Empty(tables.Where(t => Tells(t).Count > 0 && !declared.Contains(t.Name) && !Exceptions.ContainsKey(t.Name))
            .Select(t => $"{t.Name}: declare what {string.Join(", ", Tells(t))} keep of persons."));
        Assert.Empty(declared.Except(tables.Select(t => t.Name)));
        Assert.DoesNotContain(Exceptions.Keys, name => declared.Contains(name) || !tables.Any(t => t.Name == name && Tells(t).Count > 0));
    }

    [Fact]
    public async Task Every_declaration_is_complete_and_names_only_jobs_that_run()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var all = portal.Get<PersonalDataRegister>().All;
        var rooms = all.Select(d => d.Room.En).ToHashSet();
        Assert.True(rooms.IsSupersetOf(["Accounts and roles", "Operations", "Organisations", "Actions", "Self-check"]), string.Join(", ", rooms));
        Assert.Equal(all.Select(d => d.Id).Distinct().Order(StringComparer.Ordinal), all.Select(d => d.Id));
        Assert.Empty(portal.Services.GetServices<PersonalExport>().Select(e => e.Id).Except(all.Select(d => d.Id)));
        var jobs = portal.Services.GetServices<JobKind>().ToDictionary(j => j.Key, j => j.Schedule);
        Assert.All(all, d =>
        {
            Assert.All((Text[])[d.Room, d.What, d.Whose, d.Purpose, d.SeenBy, d.Period, d.Ending], t => Assert.True(t.Ja.Length > 0 && t.En.Length > 0, d.Id));
            Assert.NotEmpty(d.Tables);
            Assert.True(d.Job is null || jobs.GetValueOrDefault(d.Job) is not null, $"{d.Id}: no job {d.Job} runs by itself.");
            Assert.True(d.Days is null or > 0, d.Id);
            Assert.DoesNotContain(PersonalData.Years, d.Period.Ja + d.Period.En, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Every_declaration_gives_an_erasure_or_says_why_it_stays()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var all = portal.Get<PersonalDataRegister>().All;
        var erasures = portal.Services.GetServices<PersonalErasure>().ToList();
        Assert.Equal(erasures.Select(e => e.Id).Distinct(), erasures.Select(e => e.Id));
        Assert.Empty(erasures.Select(e => e.Id).Except(all.Select(d => d.Id)));
        Assert.All(erasures, e => Assert.True(e.Does.Ja.Length > 0 && e.Does.En.Length > 0, e.Id));
        Assert.Empty(all.Where(d => erasures.Exists(e => e.Id == d.Id) == d.Stays is not null)
            .Select(d => $"{d.Id}: give either an erasure or the reason why it stays, and not both."));
    }

    [Fact]
    public async Task What_the_daily_job_deletes_is_what_the_register_says_that_it_does()
    {
        await using var portal = await PortalUnderTest.StartAsync(Engine.Sqlite);
        var declared = portal.Get<PersonalDataRegister>().All.Where(d => d.Job == RetainRecords.Key).Select(d => d.Id);
        var done = portal.Services.GetServices<PersonalRetention>().Select(r => r.Id).Distinct().Order(StringComparer.Ordinal);

        // Letters that were delivered go by the older job, those that were not by this one.
        Assert.Equal(declared.Append("platform.mail").Order(StringComparer.Ordinal), done);
        Assert.Contains(portal.Get<PersonalDataRegister>().All, d => d.Id == "platform.mail" && d.Job is not null);
    }

    [Theory]
    [InlineData("ByName", true)]
    [InlineData("OwnerMail", true)]
    [InlineData("PhoneNumber", true)]
    [InlineData("DecidedBy", true)]
    [InlineData("Person", true)]
    [InlineData("Bytes", false)]
    [InlineData("Total", false)]
    [InlineData("Named", false)]
    public void A_column_is_known_by_the_words_of_its_name(string column, bool tells)
        => Assert.Equal(tells, Tells(("any", [column])).Count == 1);

    private static List<string> Tells((string Name, IReadOnlyList<string> Columns) table)
        => [.. table.Columns.Where(c => Words().Matches(c).Any(word => Telling.Contains(word.Value)))];

    private static List<(string Name, IReadOnlyList<string> Columns)> Tables()
        => [.. MigrationRules.Contexts.Select(row => row.Data).Where(t => t.Name.StartsWith("Sqlite", StringComparison.Ordinal)).SelectMany(t =>
        {
            using var context = (ModuleContext)Activator.CreateInstance(t)!;
            return context.Model.GetEntityTypes().Where(e => e.GetTableName() is not null)
                .Select(e => (e.GetTableName()!, (IReadOnlyList<string>)[.. e.GetProperties().Select(p => p.GetColumnName())])).ToList();
        })];

    [GeneratedRegex("[A-Z][a-z]*")]
    private static partial Regex Words();
}
