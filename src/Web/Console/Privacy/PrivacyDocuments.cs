using System.Text.Json;
using System.Text.Json.Serialization;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Privacy;

namespace Sakimori.Web.Console.Privacy;

/// <summary>The register of personal data.</summary>
/// <param name="Items">By id.</param>
internal sealed record PersonalDataListDocument(IReadOnlyList<PersonalDataDocument> Items);

/// <summary>An entry of the register as the API writes it.</summary>
/// <param name="Id">Unique in the portal.</param>
/// <param name="Part">The part of the portal that keeps it.</param>
/// <param name="What">What is kept.</param>
/// <param name="Whose">Of whom.</param>
/// <param name="Purpose">For what.</param>
/// <param name="SeenBy">Who can see it.</param>
/// <param name="Period">How long it is kept.</param>
/// <param name="Days">The period in days; null where no rule has one.</param>
/// <param name="Job">The key of the job that deletes it; null where none does.</param>
/// <param name="Ending">How it goes, or that nothing deletes it.</param>
/// <param name="Tables">The tables that it covers.</param>
internal sealed record PersonalDataDocument(
    string Id, TextPair Part, TextPair What, TextPair Whose, TextPair Purpose, TextPair SeenBy, TextPair Period, int? Days, string? Job, TextPair Ending,
    IReadOnlyList<string> Tables)
{
    public static PersonalDataDocument Of(PersonalData of) => new(
        of.Id, TextPair.Of(of.Room), TextPair.Of(of.What), TextPair.Of(of.Whose), TextPair.Of(of.Purpose), TextPair.Of(of.SeenBy), TextPair.Of(of.Period),
        of.Days, of.Job, TextPair.Of(of.Ending), of.Tables);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(PersonalDataListDocument))]
[JsonSerializable(typeof(HoldListDocument))]
[JsonSerializable(typeof(NewHoldDocument))]
[JsonSerializable(typeof(PlacedHoldDocument))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
