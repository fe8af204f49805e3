using CsCheck;
using Sakimori.Actions.Domain;

namespace Sakimori.Actions.Tests.Domain;

public class ChangeTests
{
    private static readonly Gen<ActionState> States = Gen.Int[0, 3].Select(at => ActionStates.All[at]);

    private static readonly Gen<ActionOwner> Owners = Gen.Select(Gen.Bool, Gen.Int[1, 3], (account, n) =>
        new ActionOwner(account ? Id(n) : null, $"担当{n}", account ? null : $"owner{n}@example.jp"));

    private static readonly Gen<ActionFields> Fields = Gen.Select(States, Owners, Gen.Int[0, 400], Gen.Int[0, 30], Gen.Bool,
        (state, owner, day, effort, shown) => new ActionFields($"取組み{effort}", "", owner, new DateOnly(2026, 1, 1).AddDays(day), effort, state, shown ? "記録" : ""));

    [Fact]
    public void Whatever_is_allowed_follows_the_ways_between_states()
        => Gen.Select(Fields, Fields, Gen.Bool).Sample((before, after, verified) =>
        {
            if (Change.Faults(before, after, verified).Any())
                return;
            Assert.True(before.State == after.State || before.State.Next().Contains(after.State));
            if (verified)
                Assert.True(before == after || after == before with { State = ActionState.InProgress });
        });

    [Fact]
    public void From_every_state_every_other_can_be_reached()
    {
        foreach (var from in ActionStates.All)
        {
            HashSet<ActionState> reached = [from];
            while (reached.SelectMany(s => s.Next()).Any(reached.Add))
            {
            }

            Assert.Equal(ActionStates.All.Count, reached.Count);
        }
    }

    [Fact]
    public void Nobody_verifies_what_they_promised_or_reported_themselves()
        => Gen.Select(Fields, Gen.Int[1, 3], Gen.Int[0, 3]).Sample((fields, verifier, reporter) =>
        {
            Guid? reportedBy = reporter == 0 ? null : Id(reporter);
            var refused = Change.RefusesVerification(fields, reportedBy, Id(verifier), $"担当{verifier}") is not null;
            var itself = fields.Owner.Account == Id(verifier) || reportedBy == Id(verifier)
                || (fields.Owner.Account is null && fields.Owner.Name == $"担当{verifier}");
            Assert.Equal(fields.State != ActionState.Done || fields.Evidence.Length == 0 || itself, refused);
        });

    [Fact]
    public void An_owner_without_account_is_known_by_name_in_any_width()
        => Assert.NotNull(Change.RefusesVerification(
            new("t", "", new(null, "ＳＡＴＯ　Ｋｅｎ"), new(2026, 4, 1), 1, ActionState.Done, "e"), null, Id(1), "SATO Ken"));

    [Fact]
    public void The_differences_are_those_of_the_fields_that_differ()
        => Gen.Select(Fields, Fields).Sample((before, after) =>
        {
            var changed = Change.Between(before, after).ToList();
            Assert.Equal(before == after, changed.Count == 0);
            Assert.All(changed, c => Assert.NotEmpty(Change.NameOf(c.Field).Ja));
            Assert.Equal(before.State != after.State, changed.Exists(c => c.Field == "state"));
        });

    [Theory]
    [InlineData("title", "", "", "", 1)]
    [InlineData("mail", "t", "no address", "", 1)]
    [InlineData("link", "t", "", "javascript:alert(1)", 1)]
    [InlineData("effort", "t", "", "", 1001)]
    public void A_slip_is_named_by_its_field(string field, string title, string mail, string link, int effort)
    {
        var fields = new ActionFields(title, "", new(null, "佐藤", mail.Length == 0 ? null : mail), new(2026, 4, 1), effort, EvidenceLink: link);
        Assert.Equal(field, Assert.Single(fields.Faults()).Column);
    }

    private static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
